package io.xiaozhimesh.dialogue.streaming;

import io.xiaozhimesh.protocol.bus.MeshError;

/** The service reports an error inside an answer. Has no stack trace: it is an answer, not an accident. */
public final class ServiceError extends RuntimeException {

  private final transient MeshError error;

  /** @param error what the service's words mean */
  public ServiceError(MeshError error) {
    super("the service reports an error in the stream", null, false, false);
    this.error = error;
  }

  /** What it means. */
  public MeshError error() {
    return error;
  }
}
