package io.xiaozhimesh.vad.silero;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes an ONNX model (IR version 8, operators of version 16) node by node; field numbers are those of onnx/onnx.proto.
 * Each node has one output, except where outputs are named. Not thread-safe.
 */
final class OnnxGraph {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_STRING = 3;

  private final Protobuf.Writer graph = new Protobuf.Writer().text(2, "silero_vad_matrix_form");
  private int constants;

  /** A float input; -1 stands for the number of rows. */
  OnnxGraph input(String name, long... shape) {
    graph.message(11, valueInfo(name, FLOAT, shape));
    return this;
  }

  /** An int64 scalar as input. */
  OnnxGraph inputInt64(String name) {
    graph.message(11, valueInfo(name, INT64));
    return this;
  }

  /** A float output; -1 stands for the number of rows. */
  OnnxGraph output(String name, long... shape) {
    graph.message(12, valueInfo(name, FLOAT, shape));
    return this;
  }

  /** A float constant; returns its name. */
  String floats(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    constant(name, FLOAT, raw.array(), shape);
    return name;
  }

  /** An int64 vector as constant; returns its name. */
  String ints(long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    String name = "int64_" + constants++;
    constant(name, INT64, raw.array(), values.length);
    return name;
  }

  /** A node without attributes; returns its output's name. */
  String node(String operator, String output, String... inputs) {
    graph.message(1, nodeOf(operator, List.of(output), inputs));
    return output;
  }

  /** Joins along an axis; returns the output's name. */
  String concat(long axis, String output, String... inputs) {
    graph.message(1, nodeOf("Concat", List.of(output), inputs).message(5, axis(axis)));
    return output;
  }

  /** Pads with the values mirrored at the borders; returns the output's name. */
  String mirror(String output, String input, long... pads) {
    graph.message(1, nodeOf("Pad", List.of(output), input, ints(pads)).message(5, new Protobuf.Writer()
        .text(1, "mode").text(4, "reflect").varint(20, ATTRIBUTE_STRING)));
    return output;
  }

  /** From {@code from} (inclusive) to {@code to} (exclusive) along one axis; returns the output's name. */
  String slice(String output, String input, long axis, long from, long to) {
    return node("Slice", output, input, ints(from), ints(to), ints(axis));
  }

  /** Divides the last axis in parts of these sizes. */
  void split(List<String> outputs, String input, long... sizes) {
    graph.message(1, nodeOf("Split", outputs, input, ints(sizes)).message(5, axis(-1)));
  }

  /** The file's content. */
  byte[] toBytes() {
    return new Protobuf.Writer()
        .varint(1, 8)
        .text(2, "xiaozhi-mesh")
        .message(7, graph)
        .message(8, new Protobuf.Writer().text(1, "").varint(2, 16))
        .toBytes();
  }

  private static Protobuf.Writer axis(long axis) {
    return new Protobuf.Writer().text(1, "axis").varint(3, axis).varint(20, ATTRIBUTE_INT);
  }

  private static Protobuf.Writer nodeOf(String operator, List<String> outputs, String... inputs) {
    Protobuf.Writer node = new Protobuf.Writer();
    for (String input : inputs) {
      node.text(1, input);
    }
    outputs.forEach(output -> node.text(2, output));
    return node.text(3, outputs.get(0)).text(4, operator);
  }

  private void constant(String name, int type, byte[] raw, long... shape) {
    Protobuf.Writer tensor = new Protobuf.Writer();
    for (long size : shape) {
      tensor.varint(1, size);
    }
    graph.message(5, tensor.varint(2, type).text(8, name).bytes(9, raw));
  }

  private static Protobuf.Writer valueInfo(String name, int type, long... shape) {
    Protobuf.Writer dims = new Protobuf.Writer();
    for (long size : shape) {
      Protobuf.Writer dim = new Protobuf.Writer();
      dims.message(1, size < 0 ? dim.text(2, "rows") : dim.varint(1, size));
    }
    Protobuf.Writer tensor = new Protobuf.Writer().varint(1, type).message(2, dims);
    return new Protobuf.Writer().text(1, name).message(2, new Protobuf.Writer().message(1, tensor));
  }
}
