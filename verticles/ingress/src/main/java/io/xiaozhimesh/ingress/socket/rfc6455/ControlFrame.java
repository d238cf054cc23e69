package io.xiaozhimesh.ingress.socket.rfc6455;

/** The control frame that is arriving: never fragmented, at most 125 bytes. */
final class ControlFrame {

  private static final int PAYLOAD_BYTES_MAX = 125;

  private final MessageReader.MessageSink sink;
  private int opcode;
  private byte[] payload;
  private int received;

  ControlFrame(MessageReader.MessageSink sink) {
    this.sink = sink;
  }

  void begin(boolean last, int opcode, long payloadBytes) throws ProtocolViolation {
    if (opcode > Opcode.PONG) {
      throw new ProtocolViolation(CloseCodes.PROTOCOL_ERROR, "a control frame has a reserved opcode");
    }
    if (!last || payloadBytes > PAYLOAD_BYTES_MAX) {
      throw new ProtocolViolation(CloseCodes.PROTOCOL_ERROR, "a control frame is fragmented or too long");
    }
    this.opcode = opcode;
    payload = new byte[(int) payloadBytes];
    received = 0;
  }

  void add(byte[] piece) {
    System.arraycopy(piece, 0, payload, received, piece.length);
    received += piece.length;
  }

  /** Acts on the complete frame; true if it was a Close. */
  boolean end() throws ProtocolViolation {
    switch (opcode) {
      case Opcode.PING -> sink.onPing(payload);
      case Opcode.PONG -> sink.onOverhead();
      default -> sink.onClose(closeCode());
    }
    return opcode == Opcode.CLOSE;
  }

  private int closeCode() throws ProtocolViolation {
    if (payload.length == 0) {
      return CloseCodes.NONE;
    }
    int code = payload.length == 1 ? 0 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
    if (!CloseCodes.allowedFromPeer(code)) {
      throw new ProtocolViolation(CloseCodes.PROTOCOL_ERROR, "a Close frame has no allowed code");
    }
    Utf8Check reason = new Utf8Check();
    if (!reason.accept(payload, 2, payload.length) || !reason.complete()) {
      throw new ProtocolViolation(CloseCodes.INVALID_TEXT, "the reason of a Close frame is not UTF-8");
    }
    return code;
  }
}
