package io.xiaozhimesh.vad.silero;

import io.xiaozhimesh.vad.silero.Protobuf.Field;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights for 16 kHz in the official ONNX file, by their names in the training code, such as
 * {@code decoder.rnn.weight_ih}. The file holds them as constants of the branch that is taken for that rate
 * (onnx/onnx.proto names the fields).
 */
final class SileroWeights {

  private static final String BRANCH = "then_branch";
  private static final String PREFIX = "If_0_then_branch__Inline_0__";
  private static final int FLOAT = 1;

  private final Map<String, float[]> byName = new HashMap<>();

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if that is no ONNX file
   */
  SileroWeights(byte[] onnx) {
    for (Field model : Protobuf.read(ByteBuffer.wrap(onnx))) {
      if (model.number() == 7) {
        nodes(model.message());
      }
    }
  }

  /**
   * The values of one tensor in row-major order.
   *
   * @param size how many there have to be
   * @throws IllegalArgumentException if it is missing or has another size
   */
  float[] get(String name, int size) {
    float[] values = byName.get(name);
    if (values == null || values.length != size) {
      throw new IllegalArgumentException("the model has no " + name + " of " + size + " numbers");
    }
    return values;
  }

  private void nodes(List<Field> graph) {
    for (Field node : graph) {
      if (node.number() == 1) {
        node(node.message());
      }
    }
  }

  private void node(List<Field> node) {
    String output = "";
    for (Field field : node) {
      if (field.number() == 2) {
        output = field.text();
      } else if (field.number() == 5) {
        attribute(output, field.message());
      }
    }
  }

  private void attribute(String output, List<Field> attribute) {
    String name = "";
    for (Field field : attribute) {
      switch (field.number()) {
        case 1 -> name = field.text();
        case 5 -> tensor(output, field.message());
        case 6 -> {
          if (name.equals(BRANCH)) {
            nodes(field.message());
          }
        }
        default -> { }
      }
    }
  }

  private void tensor(String output, List<Field> tensor) {
    boolean isFloat = tensor.stream().anyMatch(f -> f.number() == 2 && f.varint() == FLOAT);
    if (!isFloat || !output.startsWith(PREFIX)) {
      return;
    }
    for (Field field : tensor) {
      if (field.number() == 9) {
        FloatBuffer raw = field.bytes().asFloatBuffer();
        float[] values = new float[raw.remaining()];
        raw.get(values);
        byName.put(output.substring(PREFIX.length()), values);
      }
    }
  }
}
