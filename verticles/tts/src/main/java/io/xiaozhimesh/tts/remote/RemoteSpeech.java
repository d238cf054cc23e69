package io.xiaozhimesh.tts.remote;

import io.vertx.core.Context;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.Synthesis;

/**
 * One sentence that a service speaks. Lives on one context, to which a cancellation from another thread finds its way;
 * watches its deadlines itself, and that the service comes to an end.
 */
abstract class RemoteSpeech implements Synthesis {

  /** Longest sound, in bytes after the envelope: almost six minutes of PCM at 24 kHz. */
  static final int SOUND_BYTES_MAX = 16 * 1024 * 1024;

  private static final long WATCH_EVERY_MS = 50;

  final EngineContext engine;
  private final Context context;
  private final Waits waits;
  private final SoundDecoder decoder;
  private final SpeechSink sink;
  private final long startedMs;
  private volatile boolean over;
  private long soundBytes;
  private boolean begun;
  private long lastByteMs;
  private long watchId = -1;

  RemoteSpeech(EngineContext engine, Waits waits, SoundDecoder decoder, SpeechSink sink) {
    this.engine = engine;
    this.context = engine.vertx().getOrCreateContext();
    this.waits = waits;
    this.decoder = decoder;
    this.sink = sink;
    this.startedMs = engine.clock().nowMs();
  }

  /** Asks the service; on the context. */
  abstract void connect();

  /** Closes what is open; on the context, repeatable. */
  abstract void disconnect();

  final void begin() {
    context.runOnContext(v -> {
      if (!over) {
        watchId = engine.vertx().setPeriodic(WATCH_EVERY_MS, id -> watch());
        guarded(this::connect);
      }
    });
  }

  @Override
  public final void cancel() {
    over = true;
    context.runOnContext(v -> release());
  }

  final boolean isOver() {
    return over;
  }

  /** Whether any sound has come. */
  final boolean hasSounded() {
    return soundBytes > 0;
  }

  final SoundDecoder decoder() {
    return decoder;
  }

  /** Something came that shows that the service is speaking. */
  final void alive() {
    begun = true;
    lastByteMs = engine.clock().nowMs();
  }

  /** Passes sound on. */
  public final void sound(byte[] bytes) {
    if (over || bytes.length == 0) {
      return;
    }
    soundBytes += bytes.length;
    if (soundBytes > SOUND_BYTES_MAX) {
      throw new MeshException(MeshError.PROVIDER_FAILED, "the service does not stop speaking");
    }
    alive();
    short[] pcm = decoder.accept(bytes);
    if (pcm.length > 0) {
      sink.pcm(pcm, decoder.sampleRateHz());
    }
  }

  /** The service has said everything. */
  final void finish() {
    if (over) {
      return;
    }
    if (!hasSounded()) {
      fail(new MeshException(MeshError.PROVIDER_FAILED, "the service answered without sound"));
      return;
    }
    over = true;
    release();
    sink.completed();
  }

  final void fail(MeshException failure) {
    if (!over) {
      over = true;
      release();
      sink.failed(failure);
    }
  }

  /** Runs what reads the service's words: whatever it throws is the service's fault. */
  final void guarded(Runnable reading) {
    try {
      reading.run();
    } catch (MeshException e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(new MeshException(MeshError.PROVIDER_FAILED, "the service's answer cannot be read", e));
    }
  }

  private void watch() {
    long nowMs = engine.clock().nowMs();
    if (nowMs - startedMs > waits.totalMs()) {
      fail(new MeshException(MeshError.TIMEOUT, "not spoken within " + waits.totalMs() + " ms"));
    } else if (!begun && nowMs - startedMs > waits.firstByteMs()) {
      fail(new MeshException(MeshError.TIMEOUT, "no sound within " + waits.firstByteMs() + " ms"));
    } else if (begun && nowMs - lastByteMs > waits.idleMs()) {
      fail(new MeshException(MeshError.TIMEOUT, "no further sound within " + waits.idleMs() + " ms"));
    }
  }

  private void release() {
    engine.vertx().cancelTimer(watchId);
    disconnect();
  }
}
