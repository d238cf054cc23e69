package io.xiaozhimesh.plugins.mcp.client;

/** Why a request has no result. Its message is for the log; for {@link Kind#REFUSED} it is what the server said. */
public final class McpFailure extends Exception {

  /** What is known of the request's effect. */
  public enum Kind {
    /** The server answered with an error. */
    REFUSED,
    /** It did not answer in time. */
    TIMEOUT,
    /** It answered with more than may be read. */
    TOO_LARGE,
    /** The request has surely not reached it. */
    UNSENT,
    /** The connection ended after the request was sent: it may have had its effect, or not. */
    LOST
  }

  private final Kind kind;

  /** A failure of this kind. */
  public McpFailure(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** What is known. */
  public Kind kind() {
    return kind;
  }
}
