package io.xiaozhimesh.tts.remote;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A service of one's own that talks as a real one does, and misbehaves when it is told to. */
public abstract class StandIn {

  public volatile Behaviour behaviour = Behaviour.WELL;
  /** A status with which everybody is refused; 0 for none. */
  public volatile int refusal;
  public final CountDownLatch asked = new CountDownLatch(1);
  public final CountDownLatch closedEarly = new CountDownLatch(1);
  /** Why a request was not what the service documents; null while all were. */
  public final AtomicReference<String> complaint = new AtomicReference<>();
  protected final Vertx vertx;
  private HttpServer server;

  protected StandIn(Vertx vertx) {
    this.vertx = vertx;
  }

  protected final void listen(HttpServer made) throws Exception {
    server = made.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  public final int port() {
    return server.actualPort();
  }

  /** Rate of the sound. */
  public int rateHz() {
    return 24_000;
  }

  /** Fifty milliseconds of a tone for each character. */
  public final Buffer sound(String text) {
    Buffer sound = Buffer.buffer();
    for (int i = 0; i < text.length() * rateHz() / 20; i++) {
      sound.appendShortLE((short) (9_000 * Math.sin(2 * Math.PI * 300 * i / rateHz())));
    }
    return sound;
  }

  protected final void expect(boolean holds, String otherwise) {
    if (!holds) {
      complaint.compareAndSet(null, otherwise);
    }
  }
}
