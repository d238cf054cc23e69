package io.xiaozhimesh.bench.device;

import io.vertx.core.Vertx;
import io.xiaozhimesh.bench.device.firmware.UplinkQueue;
import java.util.List;
import java.util.function.Predicate;

/**
 * Sends one packet per 60 ms from an absolute schedule while it is on: the clip that is being said, else silence. Used on
 * one event loop.
 */
final class Microphone {

  /** Learns what was sent. */
  interface Observer {

    /** The packet with the last voiced sample went out. */
    void speechEnded(long nowNs);

    /** The clip is over. */
    void clipEnded();
  }

  private static final long FRAME_NS = SpeechClip.FRAME_DURATION_MS * 1_000_000L;

  private static final class Room {
    private static final List<byte[]> SILENCE = SpeechClip.silence().packets();
  }

  private final UplinkQueue queue = new UplinkQueue();
  private final DeviceTimer timer;
  private final Predicate<byte[]> sender;
  private final Observer observer;
  private boolean on;
  private long onNs;
  private long sentFrames;
  private SpeechClip clip;
  private int clipAt;

  /** A microphone that is off; {@code sender} returns false when the socket takes nothing now. */
  Microphone(Vertx vertx, Predicate<byte[]> sender, Observer observer) {
    this.timer = new DeviceTimer(vertx);
    this.sender = sender;
    this.observer = observer;
  }

  /** Costs a fraction of a second once; not to be paid while the first device talks. */
  static void warmUp() {
    Room.SILENCE.size();
  }

  void turnOn(long nowNs) {
    on = true;
    onNs = nowNs;
    sentFrames = 0;
    arm();
  }

  void turnOff() {
    on = false;
    timer.cancel();
  }

  /** Says the clip from the next packet on, as soon as the microphone is on; replaces what is being said. */
  void say(SpeechClip what) {
    clip = what;
    clipAt = 0;
  }

  void forget() {
    queue.clear();
  }

  long dropped() {
    return queue.dropped();
  }

  private void arm() {
    timer.at(onNs + (sentFrames + 1) * FRAME_NS, this::tick);
  }

  private void tick() {
    if (!on) {
      return;
    }
    long nowNs = System.nanoTime();
    while (on && onNs + (sentFrames + 1) * FRAME_NS <= nowNs) {
      sentFrames++;
      capture(nowNs);
    }
    if (on) {
      arm();
    }
  }

  private void capture(long nowNs) {
    if (clip == null) {
      send(Room.SILENCE.get((int) (sentFrames % Room.SILENCE.size())));
      return;
    }
    send(clip.packets().get(clipAt));
    if (clipAt == clip.lastVoicedPacket()) {
      observer.speechEnded(nowNs);
    }
    clipAt++;
    if (clipAt >= clip.packets().size()) {
      clip = null;
      observer.clipEnded();
    }
  }

  private void send(byte[] packet) {
    queue.add(packet);
    byte[] next = queue.poll();
    while (next != null && sender.test(next)) {
      next = queue.poll();
    }
    if (next != null) {
      queue.clear();
    }
  }
}
