package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps what an engine says and notices when it breaks the order of calls. */
public final class RecordingSink implements SpeechSink {

  public static final long WAIT_MS = 20_000;

  private final List<short[]> chunks = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final CompletableFuture<MeshException> end = new CompletableFuture<>();
  private final CountDownLatch sounding = new CountDownLatch(1);
  private Consumer<short[]> onPcm = pcm -> { };
  private int rateHz;

  @Override
  public synchronized void pcm(short[] samples, int sampleRateHz) {
    if (end.isDone()) {
      violations.add("sound after the end");
    }
    if (rateHz != 0 && rateHz != sampleRateHz) {
      violations.add("the rate changed");
    }
    rateHz = sampleRateHz;
    chunks.add(samples);
    sounding.countDown();
    onPcm.accept(samples);
  }

  @Override
  public synchronized void completed() {
    if (!end.complete(null)) {
      violations.add("a second end");
    }
  }

  @Override
  public synchronized void failed(MeshException failure) {
    if (!end.complete(failure)) {
      violations.add("a second end");
    }
  }

  public synchronized void onPcm(Consumer<short[]> then) {
    onPcm = then;
  }

  /** Waits for the end; null when it was completed. */
  public MeshException awaitEnd() {
    try {
      return end.get(WAIT_MS, TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      throw new AssertionError("no end within " + WAIT_MS + " ms", e);
    }
  }

  public boolean awaitSound() throws InterruptedException {
    return sounding.await(WAIT_MS, TimeUnit.MILLISECONDS);
  }

  public boolean hasEnded() {
    return end.isDone();
  }

  public synchronized int chunkCount() {
    return chunks.size();
  }

  public synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  public synchronized int rateHz() {
    return rateHz;
  }

  public synchronized short[] all() {
    short[] all = new short[chunks.stream().mapToInt(c -> c.length).sum()];
    int at = 0;
    for (short[] c : chunks) {
      System.arraycopy(c, 0, all, at, c.length);
      at += c.length;
    }
    return all;
  }

  public int durationMs() {
    return rateHz() == 0 ? 0 : (int) (all().length * 1000L / rateHz());
  }

  public static double rms(short[] pcm) {
    double sum = 0;
    for (short s : pcm) {
      sum += (double) s * s;
    }
    return pcm.length == 0 ? 0 : Math.sqrt(sum / pcm.length);
  }
}
