package io.xiaozhimesh.ingress.socket;

/** Why a connection ended: a closed set, fit for a counter's tag. */
public final class ClosedWhy {

  /** The device sent a Close frame. */
  public static final String BY_DEVICE = "by_device";
  /** The TCP connection ended without a Close frame, which is how devices end a session, or was idle for too long. */
  public static final String CONNECTION_LOST = "connection_lost";
  /** The session closed it. */
  public static final String BY_SESSION = "by_session";
  /** The server stops. */
  public static final String SERVER_STOPS = "server_stops";
  /** The device broke RFC 6455 or sent too large a message. */
  public static final String PROTOCOL = "protocol";
  /** The device kept sending more than it may. */
  public static final String FLOOD = "flood";
  /** The device did not read for too long. */
  public static final String WRITE_STALLED = "write_stalled";
  /** The session threw an exception. */
  public static final String SESSION_FAILED = "session_failed";

  private ClosedWhy() {
  }
}
