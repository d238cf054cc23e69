package io.xiaozhimesh.vad.silero;

import java.util.List;

/**
 * Silero VAD as a chain of matrix products, with the weights of the official file. A window is so short that its
 * convolutions are products with a few rows each, most of whose taps lie on padding; written out, the rows of all streams
 * go through each product together. Inputs and outputs are those of the official graph, of which it differs only by
 * rounding.
 *
 * <p>Per row: 576 samples mirrored at the end to 640; four frames of 256, 128 apart; times 258 x 256 (Hann window and
 * DFT: 129 real parts, then 129 imaginary parts); magnitudes; four convolutions of three taps with strides 1, 2, 2, 1
 * (129-128-64-64-128 channels), each with ReLU; an LSTM cell of 128; ReLU and one product with 128 weights.
 */
final class MatrixForm {

  private static final int BINS = 129;
  private static final int FRAME = 256;
  private static final int TAPS = 3;
  private static final int WIDE = 128;
  private static final int NARROW = 64;
  private static final int HIDDEN = SileroState.HIDDEN;
  private static final int GATES = 4 * HIDDEN;
  /** The order of the gates in the file is input, forget, cell, output; here the three sigmoids stand together. */
  private static final int[] GATE_ORDER = {0, 1, 3, 2};

  private final SileroWeights weights;
  private final OnnxGraph graph = new OnnxGraph();

  private MatrixForm(SileroWeights weights) {
    this.weights = weights;
  }

  /**
   * The graph, as an ONNX file.
   *
   * @throws IllegalArgumentException if the weights are not those of this architecture
   */
  static byte[] of(SileroWeights weights) {
    return new MatrixForm(weights).build();
  }

  private byte[] build() {
    graph.input("input", -1, SileroState.CONTEXT + 512).input("state", 2, -1, HIDDEN).inputInt64("sr");
    String sound = encoder(magnitudes());
    lstm(sound);
    graph.output("output", -1, 1).output("stateN", 2, -1, HIDDEN);
    return graph.toBytes();
  }

  /** [rows, 4 frames, 129]. */
  private String magnitudes() {
    float[] basis = weights.get("stft.forward_basis_buffer", 2 * BINS * FRAME);
    graph.mirror("mirrored", "input", 0, 0, 0, 64);
    graph.node("Reshape", "hops", "mirrored", graph.ints(-1, 5, 128));
    graph.concat(2, "frames", graph.slice("hops_0", "hops", 1, 0, 4), graph.slice("hops_1", "hops", 1, 1, 5));
    graph.node("MatMul", "spectrum", "frames",
        graph.floats("dft", transposed(basis, 2 * BINS, FRAME), FRAME, 2 * BINS));
    graph.node("Mul", "squares", "spectrum", "spectrum");
    graph.split(List.of("squares_re", "squares_im"), "squares", BINS, BINS);
    return graph.node("Sqrt", "magnitudes", graph.node("Add", "power", "squares_re", "squares_im"));
  }

  /** From [rows, 4, 129] to [rows, 128]. */
  private String encoder(String magnitudes) {
    String padded = graph.node("Pad", "padded", magnitudes, graph.ints(0, 1, 0, 0, 1, 0));
    graph.concat(2, "taps", graph.slice("taps_0", padded, 1, 0, 4), magnitudes,
        graph.slice("taps_2", padded, 1, 2, 6));
    String first = product("c1", "taps", conv(0, WIDE, BINS, 0, TAPS), TAPS * BINS, WIDE, bias(0, WIDE));

    String flat = graph.node("Reshape", "c1_flat", first, graph.ints(-1, 4 * WIDE));
    String early = product("c2_0", graph.slice("c1_0", flat, 1, 0, 2 * WIDE),
        conv(1, NARROW, WIDE, 1, TAPS), 2 * WIDE, NARROW, bias(1, NARROW));
    String late = product("c2_1", graph.slice("c1_1", flat, 1, WIDE, 4 * WIDE),
        conv(1, NARROW, WIDE, 0, TAPS), TAPS * WIDE, NARROW, bias(1, NARROW));

    String both = graph.concat(1, "c2", early, late);
    String third = product("c3", both, conv(2, NARROW, NARROW, 1, TAPS), 2 * NARROW, NARROW, bias(2, NARROW));
    return product("c4", third, conv(3, WIDE, NARROW, 1, 2), NARROW, WIDE, bias(3, WIDE));
  }

  private void lstm(String sound) {
    graph.node("Gather", "h", "state", scalar("zero", 0));
    graph.node("Gather", "c", "state", scalar("one", 1));
    graph.concat(1, "xh", sound, "h");
    graph.node("Gemm", "gates", "xh", graph.floats("lstm_w", lstmWeights(), WIDE + HIDDEN, GATES),
        graph.floats("lstm_b", lstmBias(), GATES));
    graph.split(List.of("ifo", "g"), "gates", 3 * HIDDEN, HIDDEN);
    graph.split(List.of("in", "forget", "out"), graph.node("Sigmoid", "ifo_s", "ifo"), HIDDEN, HIDDEN, HIDDEN);
    graph.node("Add", "c_new", graph.node("Mul", "kept", "forget", "c"),
        graph.node("Mul", "added", "in", graph.node("Tanh", "g_t", "g")));
    graph.node("Mul", "h_new", "out", graph.node("Tanh", "c_t", "c_new"));
    graph.concat(0, "stateN", graph.node("Unsqueeze", "h_3d", "h_new", graph.ints(0)),
        graph.node("Unsqueeze", "c_3d", "c_new", graph.ints(0)));
    graph.node("Gemm", "score", graph.node("Relu", "h_relu", "h_new"),
        graph.floats("score_w", weights.get("decoder.decoder.2.weight", HIDDEN), HIDDEN, 1),
        graph.floats("score_b", weights.get("decoder.decoder.2.bias", 1), 1));
    graph.node("Sigmoid", "output", "score");
  }

  private String scalar(String name, long value) {
    return graph.node("Squeeze", name, graph.ints(value));
  }

  /** ReLU of x times w plus b. */
  private String product(String name, String x, float[] w, int in, int out, float[] b) {
    String wName = graph.floats(name + "_w", w, in, out);
    String bName = graph.floats(name + "_b", b, out);
    graph.node("MatMul", name + "_product", x, wName);
    return graph.node("Relu", name, graph.node("Add", name + "_sum", name + "_product", bName));
  }

  private float[] bias(int layer, int out) {
    return weights.get("encoder." + layer + ".reparam_conv.bias", out);
  }

  /** The taps from, inclusive, to, exclusive, of a convolution [out, in, 3], as [tap x in, out]. */
  private float[] conv(int layer, int out, int in, int from, int to) {
    float[] w = weights.get("encoder." + layer + ".reparam_conv.weight", out * in * TAPS);
    float[] matrix = new float[(to - from) * in * out];
    for (int tap = from; tap < to; tap++) {
      for (int i = 0; i < in; i++) {
        for (int o = 0; o < out; o++) {
          matrix[((tap - from) * in + i) * out + o] = w[(o * in + i) * TAPS + tap];
        }
      }
    }
    return matrix;
  }

  /** [input and hidden, gates]. */
  private float[] lstmWeights() {
    float[] ih = weights.get("decoder.rnn.weight_ih", GATES * WIDE);
    float[] hh = weights.get("decoder.rnn.weight_hh", GATES * HIDDEN);
    float[] matrix = new float[(WIDE + HIDDEN) * GATES];
    for (int column = 0; column < GATES; column++) {
      int row = gateRow(column);
      for (int i = 0; i < WIDE; i++) {
        matrix[i * GATES + column] = ih[row * WIDE + i];
      }
      for (int i = 0; i < HIDDEN; i++) {
        matrix[(WIDE + i) * GATES + column] = hh[row * HIDDEN + i];
      }
    }
    return matrix;
  }

  private float[] lstmBias() {
    float[] ih = weights.get("decoder.rnn.bias_ih", GATES);
    float[] hh = weights.get("decoder.rnn.bias_hh", GATES);
    float[] bias = new float[GATES];
    for (int column = 0; column < GATES; column++) {
      bias[column] = ih[gateRow(column)] + hh[gateRow(column)];
    }
    return bias;
  }

  private static int gateRow(int column) {
    return GATE_ORDER[column / HIDDEN] * HIDDEN + column % HIDDEN;
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] out = new float[matrix.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        out[c * rows + r] = matrix[r * columns + c];
      }
    }
    return out;
  }
}
