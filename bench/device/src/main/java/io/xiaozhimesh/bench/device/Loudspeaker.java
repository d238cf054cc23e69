package io.xiaozhimesh.bench.device;

import io.vertx.core.Vertx;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import io.xiaozhimesh.bench.device.firmware.PlaybackClock;
import io.xiaozhimesh.bench.device.firmware.PlaybackQueue;

/**
 * Plays one packet per frame duration from an absolute schedule, as long as there are any. Used on one event loop.
 */
final class Loudspeaker {

  /** Hears what is played. */
  interface Observer {

    /** A packet sounds from {@code startNs} on; {@code samples} is null when nothing is decoded. */
    void played(short[] samples, long startNs);

    /** Everything was played. */
    void playedOut();
  }

  private final PlaybackQueue queue = new PlaybackQueue();
  private final PlaybackClock clock;
  private final DeviceTimer timer;
  private final Observer observer;
  private final int sampleRateHz;
  private final boolean decode;
  private OpusDecoder decoder;

  Loudspeaker(Vertx vertx, ServerHello hello, boolean decode, Observer observer) {
    this.clock = new PlaybackClock(hello.frameDurationMs());
    this.timer = new DeviceTimer(vertx);
    this.observer = observer;
    this.sampleRateHz = hello.sampleRateHz();
    this.decode = decode;
  }

  PlaybackClock clock() {
    return clock;
  }

  boolean playedOut() {
    return queue.isEmpty() && !clock.running();
  }

  /** Takes a packet, or drops it when the decode queue is full. */
  boolean offer(byte[] packet) {
    boolean taken = queue.offer(packet);
    if (!clock.running()) {
      playNext(System.nanoTime());
    }
    return taken;
  }

  /** Forgets what was not yet played and resets the decoder; the packet that sounds now sounds to its end. */
  void flush() {
    queue.flush();
    closeDecoder();
  }

  void close() {
    timer.cancel();
    flush();
  }

  private void playNext(long nowNs) {
    byte[] packet = queue.poll();
    if (packet == null) {
      clock.ranDry();
      observer.playedOut();
      return;
    }
    long startNs = clock.play(nowNs);
    timer.at(clock.dueNs(), () -> playNext(System.nanoTime()));
    observer.played(decode ? decoder().decode(packet) : null, startNs);
  }

  private OpusDecoder decoder() {
    if (decoder == null) {
      decoder = OpusCodec.detect().decoder(sampleRateHz);
    }
    return decoder;
  }

  private void closeDecoder() {
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
  }
}
