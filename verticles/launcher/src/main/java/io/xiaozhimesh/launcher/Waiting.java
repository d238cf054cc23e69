package io.xiaozhimesh.launcher;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;

/** Lets the main thread, and only that, wait for a future. */
public final class Waiting {

  private Waiting() {
  }

  /** The future's result; its failure is thrown, wrapped only where it is a checked one. */
  public static <T> T on(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    }
  }
}
