package io.xiaozhimesh.protocol.bus;

import java.util.Optional;

/** The closed set of ways in which a request between stages fails. The number is its stable code on the wire. */
public enum MeshError {
  /** The message makes no sense to the receiver; sending it again will not help. */
  BAD_REQUEST(400, false),
  /** The sender is not allowed to do this. */
  UNAUTHENTICATED(401, false),
  /** The worker is full; another may have room. */
  OVERLOADED(429, true),
  /** No answer within the deadline. */
  TIMEOUT(408, true),
  /** An engine or a remote service failed. */
  PROVIDER_FAILED(502, true),
  /** The sender has withdrawn it, or a newer epoch has overtaken it. */
  CANCELLED(499, false),
  /** Nobody is there to answer, or the worker is draining. */
  UNAVAILABLE(503, true),
  /** A defect of ours. */
  INTERNAL(500, false);

  private final int code;
  private final boolean mayRetry;

  MeshError(int code, boolean mayRetry) {
    this.code = code;
    this.mayRetry = mayRetry;
  }

  /** The stable number. */
  public int code() {
    return code;
  }

  /** Whether the same request may succeed elsewhere or later. */
  public boolean mayRetry() {
    return mayRetry;
  }

  /** The error with this code, if there is one. */
  public static Optional<MeshError> of(int code) {
    for (MeshError e : values()) {
      if (e.code == code) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }
}
