package io.xiaozhimesh.vad.silero;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.xiaozhimesh.vad.internal.AudioTime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs batches of windows of different streams through the model, in buffers that the model reads and writes
 * directly. Input is float32 [rows, 64 samples of context + 512 new] in -1 to 1, state [2, rows, 128], the sample
 * rate as a scalar; output is [rows, 1] and the new state. The result of a row does not depend on the other rows. Not
 * thread-safe.
 */
public final class SileroScorer implements AutoCloseable {

  /** A window and the stream that it belongs to. */
  public record Row(SileroState state, short[] window) {
  }

  private static final int INPUT = SileroState.CONTEXT + AudioTime.WINDOW_SAMPLES;
  private static final float SCALE = 1f / 32_768;

  private final SileroModel model;
  private final FloatBuffer input;
  private final FloatBuffer state;
  private final FloatBuffer output;
  private final FloatBuffer newState;
  private final OnnxTensor sampleRate;
  private final Binding[] bindings;
  private final float[] scratch = new float[INPUT];

  SileroScorer(SileroModel model, int rowsMax) throws OrtException {
    this.model = model;
    input = floats(rowsMax * INPUT);
    state = floats(rowsMax * 2 * SileroState.HIDDEN);
    output = floats(rowsMax);
    newState = floats(rowsMax * 2 * SileroState.HIDDEN);
    bindings = new Binding[rowsMax + 1];
    sampleRate = OnnxTensor.createTensor(model.environment,
        ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).asLongBuffer()
            .put(0, AudioTime.SAMPLE_RATE_HZ), new long[0]);
  }

  /** Probabilities of speech, one per row; advances the rows' states. A state may stand in one row only. */
  public float[] score(List<Row> rows) throws OrtException {
    int n = rows.size();
    for (int i = 0; i < n; i++) {
      load(rows.get(i), i, n);
    }
    Binding binding = binding(n);
    model.session.run(binding.inputs, Set.of(), binding.outputs).close();
    float[] probabilities = new float[n];
    output.get(0, probabilities);
    for (int i = 0; i < n; i++) {
      store(rows.get(i), i, n);
    }
    return probabilities;
  }

  @Override
  public void close() {
    for (Binding binding : bindings) {
      if (binding != null) {
        binding.tensors().forEach(OnnxTensor::close);
      }
    }
    sampleRate.close();
  }

  private void load(Row row, int i, int rows) {
    System.arraycopy(row.state.context, 0, scratch, 0, SileroState.CONTEXT);
    for (int s = 0; s < AudioTime.WINDOW_SAMPLES; s++) {
      scratch[SileroState.CONTEXT + s] = row.window[s] * SCALE;
    }
    input.put(i * INPUT, scratch);
    state.put(i * SileroState.HIDDEN, row.state.recurrent, 0, SileroState.HIDDEN);
    state.put((rows + i) * SileroState.HIDDEN, row.state.recurrent, SileroState.HIDDEN, SileroState.HIDDEN);
  }

  private void store(Row row, int i, int rows) {
    newState.get(i * SileroState.HIDDEN, row.state.recurrent, 0, SileroState.HIDDEN);
    newState.get((rows + i) * SileroState.HIDDEN, row.state.recurrent, SileroState.HIDDEN, SileroState.HIDDEN);
    input.get(i * INPUT + AudioTime.WINDOW_SAMPLES, row.state.context);
  }

  private Binding binding(int rows) throws OrtException {
    if (bindings[rows] == null) {
      bindings[rows] = new Binding(
          Map.of("input", tensor(input, rows, INPUT),
              "state", tensor(state, 2, rows, SileroState.HIDDEN), "sr", sampleRate),
          Map.of("output", tensor(output, rows, 1),
              "stateN", tensor(newState, 2, rows, SileroState.HIDDEN)));
    }
    return bindings[rows];
  }

  private OnnxTensor tensor(FloatBuffer buffer, long... shape) throws OrtException {
    long size = 1;
    for (long s : shape) {
      size *= s;
    }
    return OnnxTensor.createTensor(model.environment, buffer.slice(0, (int) size), shape);
  }

  private static FloatBuffer floats(int n) {
    return ByteBuffer.allocateDirect(n * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** The tensors of one batch size; all of them lie over the same buffers. */
  private record Binding(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {

    List<OnnxTensor> tensors() {
      return List.of(inputs.get("input"), inputs.get("state"), outputs.get("output"), outputs.get("stateN"));
    }
  }
}
