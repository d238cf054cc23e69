package io.xiaozhimesh.protocol.bus;

/** A failure of the closed set {@link MeshError}. Has no stack trace: it is an answer, not an accident. */
public final class MeshException extends RuntimeException {

  private final transient MeshError error;
  private final int retryAfterMs;

  /**
   * @param error which of the set
   * @param message what went wrong, without spoken text, ids or secrets
   */
  public MeshException(MeshError error, String message) {
    this(error, message, null);
  }

  /**
   * @param error which of the set
   * @param message what went wrong, without spoken text, ids or secrets
   * @param cause what led to it, or null
   */
  public MeshException(MeshError error, String message, Throwable cause) {
    this(error, message, cause, 0);
  }

  private MeshException(MeshError error, String message, Throwable cause, int retryAfterMs) {
    super(message, cause, false, false);
    this.error = error;
    this.retryAfterMs = retryAfterMs;
  }

  /** The same with the time for which a service asked to be left alone, in milliseconds. */
  public MeshException retryAfterMs(int ms) {
    return new MeshException(error, getMessage(), getCause(), Math.max(0, ms));
  }

  /** For how long the service asked to be left alone, in milliseconds; 0 when it did not. Not told to other nodes. */
  public int retryAfterMs() {
    return retryAfterMs;
  }

  /** Which of the set. */
  public MeshError error() {
    return error;
  }

  /** The failure as a member of the set: itself if it is one, else INTERNAL with its message. */
  public static MeshException of(Throwable failure) {
    return failure instanceof MeshException known
        ? known
        : new MeshException(MeshError.INTERNAL, String.valueOf(failure.getMessage()), failure);
  }
}
