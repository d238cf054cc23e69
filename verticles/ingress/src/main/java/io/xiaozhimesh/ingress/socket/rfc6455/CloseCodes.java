package io.xiaozhimesh.ingress.socket.rfc6455;

/** The codes of Close frames that this server sends, and which ones a peer may send (RFC 6455 §7.4, IANA registry). */
public final class CloseCodes {

  /** The session is over. */
  public static final int NORMAL = 1000;
  /** The server goes away. */
  public static final int GOING_AWAY = 1001;
  /** The peer broke the framing. */
  public static final int PROTOCOL_ERROR = 1002;
  /** Stands for a Close frame without a code; never on the wire. */
  public static final int NONE = 1005;
  /** A text was no UTF-8. */
  public static final int INVALID_TEXT = 1007;
  /** The peer broke a rule of this server. */
  public static final int POLICY = 1008;
  /** A message was too large. */
  public static final int TOO_BIG = 1009;
  /** A defect of this server. */
  public static final int INTERNAL_ERROR = 1011;

  private CloseCodes() {
  }

  static boolean allowedFromPeer(int code) {
    return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
  }
}
