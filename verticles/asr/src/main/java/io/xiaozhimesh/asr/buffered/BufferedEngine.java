package io.xiaozhimesh.asr.buffered;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.Recognition;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.Metrics;
import java.util.function.Consumer;

/** An engine that waits for the end of an utterance and decodes it as a whole. Has no interim results. */
public class BufferedEngine implements AsrEngine {

  private final String name;
  private final DecodePool pool;
  private final Decoder decoder;
  private final Metrics metrics;
  private final Runnable release;

  /**
   * Owns the pool from now on.
   *
   * @param release releases what the decoder uses; runs once nobody decodes any more
   */
  public BufferedEngine(String name, DecodePool pool, Decoder decoder, Metrics metrics, Runnable release) {
    this.name = name;
    this.pool = pool;
    this.decoder = decoder;
    this.metrics = metrics;
    this.release = release;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int capacity() {
    return pool.capacity();
  }

  @Override
  public final Recognition open(String language, Consumer<String> interim) {
    if (!pool.admit()) {
      throw new MeshException(MeshError.OVERLOADED, "the recogniser has no room for another utterance");
    }
    return new BufferedRecognition(name, language, pool, decoder, metrics);
  }

  @Override
  public final void close() {
    if (pool.close()) {
      release.run();
    } else {
      metrics.count("mesh.asr.engine.unreleased", "engine", name);
    }
  }
}
