package io.xiaozhimesh.ingress.socket.rfc6455;

/**
 * Cuts a client's byte stream into frames and takes the masks off. Holds at most the 14 bytes of one header; payload is
 * handed on as it comes.
 */
final class FrameReader {

  /** Receives the pieces of frames in order: begin, any number of payload pieces, end. */
  interface FrameSink {

    void begin(boolean last, int opcode, long payloadBytes) throws ProtocolViolation;

    void payload(byte[] bytes, int from, int to) throws ProtocolViolation;

    /** Whether the stream goes on after this frame. */
    boolean end() throws ProtocolViolation;
  }

  private static final int HEADER_BYTES_MAX = 14;
  private static final int MASK_BYTES = 4;

  private final FrameSink sink;
  private final byte[] header = new byte[HEADER_BYTES_MAX];
  private int headerBytes;
  private int headerBytesWanted = 2;
  private boolean inPayload;
  private boolean ended;
  private long remaining;
  private int maskAt;
  private int masked;

  FrameReader(FrameSink sink) {
    this.sink = sink;
  }

  /** Takes the next bytes of the stream; overwrites them with the unmasked ones. Nothing is read after the end. */
  void feed(byte[] bytes) throws ProtocolViolation {
    int at = 0;
    while (at < bytes.length && !ended) {
      if (inPayload) {
        at = payload(bytes, at);
      } else {
        header[headerBytes++] = bytes[at++];
        header();
      }
    }
  }

  private void header() throws ProtocolViolation {
    if (headerBytes == 2) {
      checkFirstBytes();
      headerBytesWanted = 2 + lengthBytes() + MASK_BYTES;
    }
    if (headerBytes < headerBytesWanted) {
      return;
    }
    remaining = payloadBytes();
    maskAt = headerBytesWanted - MASK_BYTES;
    masked = 0;
    inPayload = remaining > 0;
    sink.begin((header[0] & 0x80) != 0, header[0] & 0x0F, remaining);
    if (!inPayload) {
      endFrame();
    }
  }

  private void checkFirstBytes() throws ProtocolViolation {
    if ((header[0] & 0x70) != 0) {
      throw new ProtocolViolation(CloseCodes.PROTOCOL_ERROR, "a reserved bit is set");
    }
    if ((header[1] & 0x80) == 0) {
      throw new ProtocolViolation(CloseCodes.PROTOCOL_ERROR, "a frame is not masked");
    }
  }

  private int lengthBytes() {
    return switch (header[1] & 0x7F) {
      case 126 -> 2;
      case 127 -> 8;
      default -> 0;
    };
  }

  private long payloadBytes() throws ProtocolViolation {
    int count = lengthBytes();
    if (count == 0) {
      return header[1] & 0x7F;
    }
    long length = 0;
    for (int i = 2; i < 2 + count; i++) {
      length = length << 8 | header[i] & 0xFF;
    }
    if (length < 0 || length < (count == 2 ? 126 : 65_536)) {
      throw new ProtocolViolation(CloseCodes.PROTOCOL_ERROR, "a payload length is not in its shortest form");
    }
    return length;
  }

  private int payload(byte[] bytes, int from) throws ProtocolViolation {
    int to = (int) Math.min(bytes.length, from + remaining);
    for (int i = from; i < to; i++) {
      bytes[i] ^= header[maskAt + (masked++ & 3)];
    }
    remaining -= to - from;
    sink.payload(bytes, from, to);
    if (remaining == 0) {
      endFrame();
    }
    return to;
  }

  private void endFrame() throws ProtocolViolation {
    inPayload = false;
    headerBytes = 0;
    headerBytesWanted = 2;
    ended = !sink.end();
  }
}
