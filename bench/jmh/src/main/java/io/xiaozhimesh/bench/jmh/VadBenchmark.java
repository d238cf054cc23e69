package io.xiaozhimesh.bench.jmh;

import ai.onnxruntime.OrtException;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.vad.silero.SileroModel;
import io.xiaozhimesh.vad.silero.SileroModelFile;
import io.xiaozhimesh.vad.silero.SileroScorer;
import io.xiaozhimesh.vad.silero.SileroState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A batch of windows of as many streams through voice detection; the time is for the whole batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VadBenchmark {

  private static final int WINDOW = 512;

  /** Streams in the batch. */
  @Param({"1", "8", "64"})
  public int rows;

  /** The official graph, or the matrix form of its weights. */
  @Param({"official", "matrix"})
  public String form;

  private SileroModel model;
  private SileroScorer scorer;
  private final List<SileroScorer.Row> batch = new ArrayList<>();

  /** Loads the model, which {@code ./mesh models pull silero-vad} fetches. */
  @Setup
  public void prepare() throws IOException, OrtException {
    byte[] file = SileroModelFile.read("models/silero_vad_v6.onnx");
    model = form.equals("matrix") ? SileroModel.fastest(file, Metrics.inMemory()) : new SileroModel(file);
    if (!model.form().equals(form)) {
      throw new IllegalStateException("the matrix form was refused");
    }
    scorer = model.scorer(rows);
    short[] sound = TestSound.of(rows * WINDOW, 16_000);
    for (int row = 0; row < rows; row++) {
      batch.add(new SileroScorer.Row(new SileroState(), Arrays.copyOfRange(sound, row * WINDOW, (row + 1) * WINDOW)));
    }
  }

  /** Releases native memory. */
  @TearDown
  public void close() throws OrtException {
    scorer.close();
    model.close();
  }

  /** One batch. */
  @Benchmark
  public float[] batch() throws OrtException {
    return scorer.score(batch);
  }
}
