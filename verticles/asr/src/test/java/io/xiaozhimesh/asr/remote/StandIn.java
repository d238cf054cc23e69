package io.xiaozhimesh.asr.remote;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A service of one's own that talks as a real one does, and misbehaves when it is told to. */
public abstract class StandIn {

  /** What it understands of any sound; of silence it understands nothing. */
  public static final String WORDS = "turn on the light";

  public volatile Behaviour behaviour = Behaviour.WELL;
  /** A status with which everybody is refused; 0 for none. */
  public volatile int refusal;
  public volatile CountDownLatch asked = new CountDownLatch(1);
  public final CountDownLatch closedEarly = new CountDownLatch(1);
  /** Why a request was not what the service documents; null while all were. */
  public final AtomicReference<String> complaint = new AtomicReference<>();
  /** The PCM of the utterance that was heard last. */
  public volatile byte[] lastHeard = new byte[0];
  protected final Vertx vertx;
  private HttpServer server;

  protected StandIn(Vertx vertx) {
    this.vertx = vertx;
  }

  protected final void listen(HttpServer made) throws Exception {
    server = made.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** The host and the port where it is, with a path. */
  public final String address(String path) {
    return "127.0.0.1:" + server.actualPort() + path;
  }

  /** What was said. */
  protected final String understand(Buffer pcm) {
    lastHeard = pcm.getBytes();
    for (byte b : lastHeard) {
      if (b != 0) {
        return WORDS;
      }
    }
    return "";
  }

  protected final void expect(boolean holds, String otherwise) {
    if (!holds) {
      complaint.compareAndSet(null, otherwise);
    }
  }
}
