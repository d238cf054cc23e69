package io.xiaozhimesh.ingress.socket.rfc6455;

import java.util.Arrays;

/**
 * Reads the messages out of a client's byte stream: reassembles fragments, lets control frames pass between them, and
 * checks everything that RFC 6455 demands of a client as early as it can be known. Holds no more than one message of
 * the allowed size, and memory for it only as it arrives. One per connection; not thread-safe.
 */
public final class MessageReader {

  /** Receives what the client says, in order. */
  public interface MessageSink {

    /** A whole text. */
    void onText(String text);

    /** A whole binary message; the array belongs to the receiver. */
    void onBinary(byte[] bytes);

    /** A ping of at most 125 bytes, to be answered with the same bytes. */
    void onPing(byte[] bytes);

    /** A pong, or one more fragment of a message that is not complete: nothing to act on, but it costs time. */
    void onOverhead();

    /**
     * The client's Close frame; nothing follows it.
     *
     * @param code {@link CloseCodes#NONE} when it carries none
     */
    void onClose(int code);
  }

  private final ControlFrame control;
  private final DataMessage message;
  private final FrameReader frames;
  private boolean broken;

  /**
   * @param textBytesMax largest text message
   * @param binaryBytesMax largest binary message
   */
  public MessageReader(int textBytesMax, int binaryBytesMax, MessageSink sink) {
    control = new ControlFrame(sink);
    message = new DataMessage(textBytesMax, binaryBytesMax, sink);
    frames = new FrameReader(new Dispatch());
  }

  /**
   * Takes the next bytes of the stream; the array is overwritten. After a violation or a Close frame everything
   * further is ignored.
   */
  public void feed(byte[] bytes) throws ProtocolViolation {
    if (broken) {
      return;
    }
    try {
      frames.feed(bytes);
    } catch (ProtocolViolation e) {
      broken = true;
      throw e;
    }
  }

  private final class Dispatch implements FrameReader.FrameSink {

    private boolean inControl;

    @Override
    public void begin(boolean last, int opcode, long payloadBytes) throws ProtocolViolation {
      inControl = opcode >= Opcode.CLOSE;
      if (inControl) {
        control.begin(last, opcode, payloadBytes);
      } else {
        message.begin(last, opcode, payloadBytes);
      }
    }

    @Override
    public void payload(byte[] bytes, int from, int to) throws ProtocolViolation {
      if (inControl) {
        control.add(Arrays.copyOfRange(bytes, from, to));
      } else {
        message.add(bytes, from, to);
      }
    }

    @Override
    public boolean end() throws ProtocolViolation {
      if (inControl) {
        return !control.end();
      }
      message.end();
      return true;
    }
  }
}
