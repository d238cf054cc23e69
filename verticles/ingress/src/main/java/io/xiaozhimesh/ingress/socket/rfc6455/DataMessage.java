package io.xiaozhimesh.ingress.socket.rfc6455;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text or binary message that is arriving, in one frame or in fragments. */
final class DataMessage {

  private static final int FIRST_BYTES = 2_048;

  private final int textBytesMax;
  private final int binaryBytesMax;
  private final MessageReader.MessageSink sink;
  private boolean open;
  private boolean text;
  private boolean lastFrame;
  private Utf8Check utf8;
  private byte[] bytes;
  private int length;

  DataMessage(int textBytesMax, int binaryBytesMax, MessageReader.MessageSink sink) {
    this.textBytesMax = textBytesMax;
    this.binaryBytesMax = binaryBytesMax;
    this.sink = sink;
  }

  void begin(boolean last, int opcode, long payloadBytes) throws ProtocolViolation {
    if (opcode > Opcode.BINARY) {
      throw new ProtocolViolation(CloseCodes.PROTOCOL_ERROR, "a data frame has a reserved opcode");
    }
    if (open != (opcode == Opcode.CONTINUATION)) {
      throw new ProtocolViolation(CloseCodes.PROTOCOL_ERROR,
          open ? "a message begins inside another" : "a message is continued that never began");
    }
    if (!open) {
      start(opcode == Opcode.TEXT, payloadBytes);
    }
    if (payloadBytes > bytesMax() - length) {
      throw new ProtocolViolation(CloseCodes.TOO_BIG, "a message is larger than " + bytesMax() + " bytes");
    }
    lastFrame = last;
  }

  private void start(boolean isText, long payloadBytes) {
    open = true;
    text = isText;
    utf8 = isText ? new Utf8Check() : null;
    bytes = new byte[(int) Math.min(payloadBytes, FIRST_BYTES)];
    length = 0;
  }

  private int bytesMax() {
    return text ? textBytesMax : binaryBytesMax;
  }

  void add(byte[] piece, int from, int to) throws ProtocolViolation {
    if (text && !utf8.accept(piece, from, to)) {
      throw new ProtocolViolation(CloseCodes.INVALID_TEXT, "a text is not UTF-8");
    }
    int needed = length + to - from;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(2 * bytes.length, bytesMax())));
    }
    System.arraycopy(piece, from, bytes, length, to - from);
    length = needed;
  }

  void end() throws ProtocolViolation {
    if (!lastFrame) {
      sink.onOverhead();
      return;
    }
    if (text && !utf8.complete()) {
      throw new ProtocolViolation(CloseCodes.INVALID_TEXT, "a text ends inside a character");
    }
    byte[] whole = bytes;
    open = false;
    bytes = null;
    deliver(whole);
  }

  private void deliver(byte[] whole) {
    if (text) {
      sink.onText(new String(whole, 0, length, StandardCharsets.UTF_8));
    } else {
      sink.onBinary(length == whole.length ? whole : Arrays.copyOf(whole, length));
    }
  }
}
