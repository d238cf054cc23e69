package io.xiaozhimesh.ingress.socket.rfc6455;

/** What the peer sent must end the connection. Has no stack trace: it is an answer, not an accident. */
public final class ProtocolViolation extends Exception {

  private final int closeCode;

  ProtocolViolation(int closeCode, String message) {
    super(message, null, false, false);
    this.closeCode = closeCode;
  }

  /** The code for our Close frame: one of {@link CloseCodes}. */
  public int closeCode() {
    return closeCode;
  }
}
