package io.xiaozhimesh.protocol.bus;

/** A failure of the closed set {@link MeshError}. Has no stack trace: it is an answer, not an accident. */
public final class MeshException extends RuntimeException {

  private final transient MeshError error;

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
    super(message, cause, false, false);
    this.error = error;
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
