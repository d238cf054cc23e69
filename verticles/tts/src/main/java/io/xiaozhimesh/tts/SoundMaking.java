package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.tts.sound.DownlinkShape;
import io.xiaozhimesh.tts.sound.SoundFrames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sound on its way from its file to frames: reads as far as frames are allowed, in slices on a pool, so that hours of music
 * hold neither a thread nor memory. At most one slice of a sound is queued or runs.
 */
final class SoundMaking implements Making {

  static final String ENGINE = "sound";

  /** Frames that one slice makes before others have their turn. */
  private static final int SLICE_FRAMES = 16;

  private static final Logger LOG = LoggerFactory.getLogger(SoundMaking.class);

  private final SpeechRoom room;
  private final SpeakSentence item;
  private final Runnable changed;
  private final DownlinkShape shape;
  private final int framesMax;
  private List<Payload> fresh = new ArrayList<>();
  private MeshException failure;
  private int made;
  private int allowed;
  private boolean slicing;
  private boolean over;
  /** Touched by slices only, one after the other. */
  private SoundFrames frames;

  SoundMaking(SpeechRoom room, AudioFormat downlink, SpeakSentence item, Runnable changed) {
    this.room = room;
    this.item = item;
    this.changed = changed;
    this.shape = new DownlinkShape(
        downlink.sampleRateHz(), downlink.frameDurationMs(), room.options().sentences().opusComplexity());
    long longest = (long) room.options().audio().lengthS() * 1000 / downlink.frameDurationMs();
    this.framesMax = (int) Math.max(1, longest - item.skipFrames());
  }

  @Override
  public void start() {
    room.count("mesh.tts.sound.opened");
  }

  @Override
  public int index() {
    return item.index();
  }

  @Override
  public String engine() {
    return ENGINE;
  }

  @Override
  public MeshException failure() {
    return failure;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public boolean sounds() {
    return made > 0;
  }

  @Override
  public int waitingFrames() {
    return fresh.size();
  }

  @Override
  public List<Payload> takeFrames() {
    List<Payload> taken = fresh;
    fresh = new ArrayList<>();
    return taken;
  }

  @Override
  public void allowMore(int more) {
    allowed = made + Math.max(0, more);
    slice();
  }

  @Override
  public void cancel() {
    over = true;
    if (!slicing) {
      execute(this::release);
    }
  }

  @Override
  public void checkDeadline(long nowMs) {
    // Every wait for a source has a deadline of its own.
  }

  private void slice() {
    if (over || slicing || made >= allowed) {
      return;
    }
    slicing = true;
    int wanted = Math.min(SLICE_FRAMES, Math.min(allowed, framesMax) - made);
    execute(() -> read(Math.max(1, wanted)));
  }

  private void execute(Runnable task) {
    try {
      room.readers().execute(task);
    } catch (RejectedExecutionException e) {
      slicing = false;
      end(new MeshException(MeshError.OVERLOADED, "no thread is free for sounds"));
    }
  }

  /** On a thread of the pool. */
  private void read(int wanted) {
    try {
      if (frames == null) {
        frames = room.sounds().open(item.audio(), shape, item.skipFrames());
      }
      List<Payload> next = frames.next(wanted);
      room.loop().execute(() -> came(next, null));
    } catch (IOException e) {
      room.loop().execute(() -> came(List.of(), new MeshException(MeshError.PROVIDER_FAILED, e.getMessage(), e)));
    } catch (RuntimeException e) {
      // Decoders are foreign code: a failure in one costs this sound and nothing else.
      room.loop().execute(() -> came(List.of(), new MeshException(MeshError.PROVIDER_FAILED, "the sound failed", e)));
    }
  }

  private void came(List<Payload> next, MeshException why) {
    slicing = false;
    if (over) {
      execute(this::release);
      return;
    }
    made += next.size();
    fresh.addAll(next);
    if (why != null || next.isEmpty() || made >= framesMax) {
      room.count("mesh.tts.sound.ended", "how", why != null ? "failed" : next.isEmpty() ? "whole" : "cut");
      end(why);
      execute(this::release);
    } else {
      slice();
    }
    changed.run();
  }

  private void end(MeshException why) {
    over = true;
    failure = why;
  }

  /** On a thread of the pool, when no slice runs and none will. */
  private void release() {
    if (frames != null) {
      try {
        frames.close();
      } catch (IOException e) {
        LOG.debug("a sound could not be closed", e);
      }
      frames = null;
    }
  }
}
