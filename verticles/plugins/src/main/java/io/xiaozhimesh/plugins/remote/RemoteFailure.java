package io.xiaozhimesh.plugins.remote;

/** Why a service outside gave no answer that can be used. Without a stack trace: it is a result, not a defect. */
public final class RemoteFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The closed set of reasons. */
  public enum Reason {
    /** No connection, or it broke. */
    UNREACHABLE,
    /** No whole answer within the deadline. */
    SLOW,
    /** It answered 401 or 403: the key is missing or wrong. */
    KEY_REFUSED,
    /** It answered 404. */
    NOT_FOUND,
    /** It answered with another error status, or said in its answer that it failed. */
    REFUSED,
    /** Its answer is longer than the bound. */
    TOO_LONG,
    /** Its answer is not of the documented form. */
    RUBBISH
  }

  private final Reason reason;
  private final boolean passing;

  /** With the reason and a sentence for the log, which never holds a key. */
  public RemoteFailure(Reason reason, String message) {
    this(reason, message, false);
  }

  private RemoteFailure(Reason reason, String message, boolean passing) {
    super(message, null, false, false);
    this.reason = reason;
    this.passing = passing;
  }

  /** An HTTP status outside 200 to 299. 502, 503 and 504 may pass by themselves. */
  public static RemoteFailure ofStatus(int status) {
    Reason reason = switch (status) {
      case 401, 403 -> Reason.KEY_REFUSED;
      case 404 -> Reason.NOT_FOUND;
      default -> Reason.REFUSED;
    };
    return new RemoteFailure(reason, "HTTP status " + status, status >= 502 && status <= 504);
  }

  /** Whether one more try makes sense. */
  boolean passing() {
    return passing;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** An answer that does not have this. */
  public static RemoteFailure rubbish(String what) {
    return new RemoteFailure(Reason.RUBBISH, "the answer has no " + what);
  }

  /** Why a future failed; what is unknown counts as unreachable. */
  public static Reason reasonOf(Throwable failure) {
    return failure instanceof RemoteFailure remote ? remote.reason : Reason.UNREACHABLE;
  }
}
