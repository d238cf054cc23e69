package io.xiaozhimesh.vad;

import ai.onnxruntime.OrtException;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.vad.internal.UplinkDecoder;
import io.xiaozhimesh.vad.silero.SileroModel;
import io.xiaozhimesh.vad.silero.SileroState;
import io.xiaozhimesh.vad.silero.WindowBatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes and scores: first on a decoding thread, then window by window through the batcher, because each window
 * needs the state that the one before it left. A stream may have one order under way; so the queues are bounded by
 * the number of streams. Thread-safe.
 */
final class ScoringPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScoringPool.class);
  private static final int TERMINATION_MS_MAX = 5_000;

  /** What one stream needs for it; belongs to the pool while an order is under way. */
  record Ear(UplinkDecoder decoder, SileroState state) {
  }

  private final ThreadPoolExecutor decoding;
  private final WindowBatcher batcher;
  private final Metrics metrics;

  ScoringPool(SileroModel model, int threads, int streamsMax, Metrics metrics) throws OrtException {
    this.metrics = metrics;
    batcher = new WindowBatcher(model, threads, streamsMax, metrics);
    AtomicInteger number = new AtomicInteger();
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(streamsMax);
    decoding = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, queue, work -> {
      Thread thread = new Thread(work, "mesh-vad-decode-" + number.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    });
  }

  /**
   * Begins an order; false if the pool is full or closed.
   *
   * @param done hears the result on some thread of the pool
   */
  boolean score(Ear ear, List<StreamInput> inputs, Consumer<ScoredAudio> done) {
    try {
      decoding.execute(() -> decode(ear, inputs, done));
      return true;
    } catch (RejectedExecutionException e) {
      metrics.count("mesh.vad.order.refused");
      return false;
    }
  }

  /** Ends all threads. Blocks until what is under way is done. */
  @Override
  public void close() throws InterruptedException {
    decoding.shutdown();
    decoding.awaitTermination(TERMINATION_MS_MAX, TimeUnit.MILLISECONDS);
    batcher.close();
  }

  /** A defect that one stream's packets bring to light must not leave that stream waiting for ever. */
  private void decode(Ear ear, List<StreamInput> inputs, Consumer<ScoredAudio> done) {
    ScoredAudio audio;
    try {
      audio = decoded(ear, inputs);
    } catch (RuntimeException e) {
      metrics.count("mesh.vad.decode.failed");
      LOG.error("decoding failed", e);
      audio = new ScoredAudio(List.of(), new float[0], List.of(), 0, inputs.contains(StreamInput.FLUSH));
    }
    scoreFrom(0, ear.state, audio, done);
  }

  private static ScoredAudio decoded(Ear ear, List<StreamInput> inputs) {
    List<short[]> windows = new ArrayList<>();
    List<ScoredAudio.Packet> packets = new ArrayList<>();
    long damagedBefore = ear.decoder.damagedPackets();
    boolean flushed = false;
    for (StreamInput input : inputs) {
      if (input.isFlush()) {
        ear.decoder.finish().ifPresent(windows::add);
        flushed = true;
      } else {
        windows.addAll(ear.decoder.decode(input.packet(), input.lost()));
        packets.add(new ScoredAudio.Packet(input.sequence(), ear.decoder.packetMs()));
      }
    }
    int damaged = (int) (ear.decoder.damagedPackets() - damagedBefore);
    return new ScoredAudio(windows, new float[windows.size()], packets, damaged, flushed);
  }

  private void scoreFrom(int first, SileroState state, ScoredAudio audio, Consumer<ScoredAudio> done) {
    for (int i = first; i < audio.windows().size(); i++) {
      int at = i;
      boolean accepted = batcher.submit(state, audio.windows().get(at), probability -> {
        audio.probabilities()[at] = probability;
        scoreFrom(at + 1, state, audio, done);
      });
      if (accepted) {
        return;
      }
      audio.probabilities()[at] = Float.NaN;
    }
    done.accept(audio);
  }
}
