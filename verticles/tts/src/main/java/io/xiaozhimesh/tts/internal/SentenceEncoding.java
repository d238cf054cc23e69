package io.xiaozhimesh.tts.internal;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;

/**
 * Encodes one sentence on a worker pool while its engine still speaks. Takes PCM from any thread without blocking,
 * works in slices so that many sentences share few threads, stops when enough unsent frames lie ready, and refuses a
 * sentence that never ends. At most one slice per sentence is queued on the pool. Thread-safe.
 */
public final class SentenceEncoding {

  /** Hears the frames in order, on a thread of the pool. */
  public interface Listener {

    /** More frames; never empty. */
    void made(List<Payload> frames);

    /** No more frames follow; {@code failure} is null when the sentence is complete. */
    void ended(MeshException failure);
  }

  /** Frames that one slice encodes before others have their turn: a few milliseconds of work. */
  static final int SLICE_FRAMES = 8;

  private static final int PIECE_MS = 60;

  private final Executor pool;
  private final IntFunction<FrameMaker> makers;
  private final int audioMsMax;
  private final Listener listener;
  private final ArrayDeque<short[]> pieces = new ArrayDeque<>();
  private FrameMaker maker;
  private int sampleRateHz;
  private long samplesTaken;
  private int framesAllowed;
  private int framesMade;
  private boolean ended;
  private boolean queued;
  private boolean finished;
  private MeshException failure;

  /**
   * @param makers a maker of frames for PCM of a given rate
   * @param audioMsMax longest sentence, in milliseconds of sound
   */
  public SentenceEncoding(Executor pool, IntFunction<FrameMaker> makers, int audioMsMax, Listener listener) {
    this.pool = pool;
    this.makers = makers;
    this.audioMsMax = audioMsMax;
    this.listener = listener;
  }

  /**
   * Takes samples.
   *
   * @return false when no more are wanted: the sentence was cancelled, has ended or is too long
   */
  public synchronized boolean offer(short[] pcm, int rateHz) {
    if (ended || finished) {
      return false;
    }
    sampleRateHz = sampleRateHz == 0 ? rateHz : sampleRateHz;
    samplesTaken += pcm.length;
    if (rateHz != sampleRateHz) {
      end(new MeshException(MeshError.PROVIDER_FAILED, "the engine changed its sample rate"));
    } else if (samplesTaken * 1000 / rateHz > audioMsMax) {
      end(new MeshException(MeshError.PROVIDER_FAILED, "more than " + audioMsMax + " ms of sound for a sentence"));
    } else {
      split(pcm);
      advance();
    }
    return !ended;
  }

  /** No more samples follow. What was taken is still encoded; after a failure only if it has begun to sound. */
  public synchronized void end(MeshException reason) {
    if (!ended) {
      ended = true;
      failure = reason;
      advance();
    }
  }

  /** Allows so many frames of this sentence altogether. */
  public synchronized void allow(int frames) {
    framesAllowed = Math.max(framesAllowed, frames);
    advance();
  }

  /** Ends everything at once; the listener hears nothing more, except what is being said at this moment. */
  public synchronized void cancel() {
    finished = true;
    pieces.clear();
    if (!queued) {
      closeMaker();
    }
  }

  private void split(short[] pcm) {
    int piece = Math.max(1, sampleRateHz / 1000 * PIECE_MS);
    for (int at = 0; at < pcm.length; at += piece) {
      pieces.add(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + piece)));
    }
  }

  private void advance() {
    boolean work = !pieces.isEmpty() && framesMade < framesAllowed || pieces.isEmpty() && ended;
    if (work && !queued && !finished) {
      queued = true;
      pool.execute(this::slice);
    }
  }

  private void slice() {
    List<Payload> frames = new ArrayList<>();
    RuntimeException broken = null;
    boolean last = false;
    try {
      for (short[] next = next(0); next != null; next = next(frames.size())) {
        frames.addAll(maker.accept(next));
      }
      last = inputExhausted();
      if (last && maker != null && !(failure != null && maker.made() == 0)) {
        frames.addAll(maker.finish());
      }
    } catch (RuntimeException e) {
      // The codec is foreign code: a failure in it costs this sentence and nothing else.
      broken = e;
    }
    deliver(frames, last, broken);
  }

  private synchronized short[] next(int framesInSlice) {
    boolean enough = framesInSlice >= SLICE_FRAMES || framesMade + framesInSlice >= framesAllowed;
    if (finished || enough || pieces.isEmpty()) {
      return null;
    }
    if (maker == null) {
      maker = makers.apply(sampleRateHz);
    }
    return pieces.poll();
  }

  private synchronized boolean inputExhausted() {
    return !finished && ended && pieces.isEmpty();
  }

  private void deliver(List<Payload> frames, boolean last, RuntimeException broken) {
    boolean over;
    synchronized (this) {
      if (finished) {
        closeMaker();
        return;
      }
      framesMade += frames.size();
      over = last || broken != null;
      if (over) {
        finished = true;
        closeMaker();
      }
    }
    if (!frames.isEmpty()) {
      listener.made(List.copyOf(frames));
    }
    if (over) {
      listener.ended(broken == null ? failure : MeshException.of(broken));
      return;
    }
    synchronized (this) {
      queued = false;
      advance();
    }
  }

  private void closeMaker() {
    if (maker != null) {
      maker.close();
      maker = null;
    }
  }
}
