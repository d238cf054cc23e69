package io.xiaozhimesh.asr.sensevoice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Writes an ONNX file with SenseVoice's interface by hand, and its tokens. The graph puts four rows for the tags in
 * front
 * of the features and multiplies: a row whose first feature is loud says "la", a quiet one nothing. The tag rows come
 * from
 * a constant, so they read zh, HAPPY, Speech, withitn; {@code language} and {@code text_norm} enter with weight 0.
 */
final class TinyModel {

  static final int VOCABULARY = 8;
  private static final int DIMENSIONS = 560;
  private static final int FLOAT = 1;
  private static final int INT32 = 6;
  private static final List<String> TOKENS = List.of(
      "<blank> 0", "▁la 1", "<|zh|> 2", "<|HAPPY|> 3", "<|Speech|> 4", "<|withitn|> 5", "unused 6", "unused 7");

  private TinyModel() {
  }

  /** Writes {@code model.int8.onnx} and {@code tokens.txt} into the folder. */
  static void write(Path folder) throws IOException {
    Files.write(folder.resolve("tokens.txt"), TOKENS);
    Files.write(folder.resolve("model.int8.onnx"), model(Map.of(
        "neg_mean", repeated("-8"), "inv_stddev", repeated("0.5"), "blank_id", "0", "vocab_size", "8")));
  }

  private static byte[] model(Map<String, String> metadata) {
    Proto model = new Proto().number(1, 8).bytes(8, new Proto().bytes(1, "").number(2, 13).done());
    model.bytes(7, graph());
    metadata.forEach((key, value) -> model.bytes(14, new Proto().bytes(1, key).bytes(2, value).done()));
    return model.done();
  }

  private static byte[] graph() {
    return new Proto()
        .bytes(1, node("MatMul", List.of("x", "weights"), "scores"))
        .bytes(1, node("Add", List.of("scores", "bias"), "rows"))
        .bytes(1, node("Add", List.of("language", "text_norm"), "asked"))
        .bytes(1, node("Add", List.of("asked", "x_length"), "all"))
        .bytes(1, node("Cast", List.of("all"), "number", attribute("to", FLOAT)))
        .bytes(1, node("Mul", List.of("number", "zero"), "nothing"))
        .bytes(1, node("Add", List.of("tags", "nothing"), "head"))
        .bytes(1, node("Concat", List.of("head", "rows"), "logits", attribute("axis", 1)))
        .bytes(2, "tiny")
        .bytes(5, tensor("weights", weights(), DIMENSIONS, VOCABULARY))
        .bytes(5, tensor("bias", bias(), VOCABULARY))
        .bytes(5, tensor("zero", new float[] {0}, 1))
        .bytes(5, tensor("tags", tags(), 1, 4, VOCABULARY))
        .bytes(11, value("x", FLOAT, "N", "T", DIMENSIONS))
        .bytes(11, value("x_length", INT32, "N"))
        .bytes(11, value("language", INT32, "N"))
        .bytes(11, value("text_norm", INT32, "N"))
        .bytes(12, value("logits", FLOAT, "N", "L", VOCABULARY))
        .done();
  }

  private static float[] weights() {
    float[] weights = new float[DIMENSIONS * VOCABULARY];
    weights[3 * FilterBank.BANDS * VOCABULARY + 20 * VOCABULARY + 1] = 1;
    return weights;
  }

  private static float[] bias() {
    float[] bias = new float[VOCABULARY];
    bias[0] = 1;
    bias[7] = -1;
    return bias;
  }

  private static float[] tags() {
    float[] tags = new float[4 * VOCABULARY];
    for (int row = 0; row < 4; row++) {
      tags[row * VOCABULARY + row + 2] = 1;
    }
    return tags;
  }

  private static byte[] node(String type, List<String> inputs, String output, byte[]... attributes) {
    Proto node = new Proto();
    inputs.forEach(input -> node.bytes(1, input));
    node.bytes(2, output).bytes(4, type);
    for (byte[] attribute : attributes) {
      node.bytes(5, attribute);
    }
    return node.done();
  }

  private static byte[] attribute(String name, int value) {
    return new Proto().bytes(1, name).number(3, value).number(20, 2).done();
  }

  private static byte[] tensor(String name, float[] values, int... shape) {
    Proto tensor = new Proto();
    for (int size : shape) {
      tensor.number(1, size);
    }
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return tensor.number(2, FLOAT).bytes(8, name).bytes(9, raw.array()).done();
  }

  private static byte[] value(String name, int type, Object... shape) {
    Proto dimensions = new Proto();
    for (Object size : shape) {
      dimensions.bytes(1, size instanceof Integer fixed
          ? new Proto().number(1, fixed).done()
          : new Proto().bytes(2, size.toString()).done());
    }
    byte[] tensor = new Proto().number(1, type).bytes(2, dimensions.done()).done();
    return new Proto().bytes(1, name).bytes(2, new Proto().bytes(1, tensor).done()).done();
  }

  private static String repeated(String value) {
    return String.join(",", Collections.nCopies(DIMENSIONS, value));
  }

  /** As much of the protocol buffers wire format as ONNX needs: numbers and length-delimited fields. */
  private static final class Proto {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Proto number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Proto bytes(int field, String text) {
      return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Proto bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    byte[] done() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while (rest > 0x7F) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
