package io.xiaozhimesh.bench.device.firmware;

/**
 * How late each frame of one answer arrives, against the grid of one frame per frame duration. The grid hangs on the
 * frame that was earliest for its number, so the frames that a server sends ahead at the start move the grid and do not
 * hide lateness that comes after them. A frame later than {@link #STALL_MS} is one late frame and the grid starts anew
 * from it: speech synthesis had nothing to send. Used by one thread.
 */
public final class FrameGrid {

  /** A frame that arrives later than this counts as late, in milliseconds. */
  public static final double LATE_MS = 5;

  /** A pause longer than this is a stall, in milliseconds. */
  public static final double STALL_MS = 200;

  private final double frameMs;
  private int frames;
  private int late;
  private int stalls;
  private long firstNs;
  private long lastNs;
  private double anchorMs;

  /** An empty grid. */
  public FrameGrid(int frameDurationMs) {
    frameMs = frameDurationMs;
  }

  /**
   * Takes the arrival of the next frame.
   *
   * @return its lateness in milliseconds; 0 for one that is early or first
   */
  public double arrived(long nowNs) {
    if (frames == 0) {
      firstNs = nowNs;
    }
    double offGridMs = (nowNs - firstNs) / 1e6 - frames * frameMs - anchorMs;
    frames++;
    lastNs = nowNs;
    if (offGridMs <= 0) {
      anchorMs += offGridMs;
      return 0;
    }
    if (offGridMs > LATE_MS) {
      late++;
    }
    if (offGridMs > STALL_MS) {
      stalls++;
      anchorMs += offGridMs;
    }
    return offGridMs;
  }

  /** Frames so far. */
  public int frames() {
    return frames;
  }

  /** Frames later than {@link #LATE_MS}. */
  public int lateFrames() {
    return late;
  }

  /** Pauses longer than {@link #STALL_MS}. */
  public int stalls() {
    return stalls;
  }

  /** When the first frame came; 0 without frames. */
  public long firstNs() {
    return firstNs;
  }

  /** When the last frame came; 0 without frames. */
  public long lastNs() {
    return lastNs;
  }
}
