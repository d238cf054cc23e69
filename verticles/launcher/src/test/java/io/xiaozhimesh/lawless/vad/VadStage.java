package io.xiaozhimesh.lawless.vad;

import io.vertx.core.Vertx;
import io.xiaozhimesh.lawless.asr.AsrStage;
import io.xiaozhimesh.lawless.asr.internal.AsrSecret;
import io.xiaozhimesh.lawless.bench.BenchLoad;
import java.time.Instant;

/** Breaks every law of arrows, so that the laws are seen to bite. */
public final class VadStage {

  /** Where the other stage's answer goes. */
  public static final String NAME = "vad";

  AsrStage asr;
  AsrSecret secret;
  BenchLoad load;

  long times() throws InterruptedException {
    Thread.sleep(0);
    return System.nanoTime() + System.currentTimeMillis() + Instant.now().toEpochMilli();
  }

  void send(Vertx vertx) {
    vertx.eventBus().send("somewhere", NAME);
  }
}
