package io.xiaozhimesh.protocol.bus;

import io.vertx.core.buffer.Buffer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How one component type is written and read. */
record ComponentForm(BiConsumer<Buffer, Object> writer, Function<WireReader, Object> reader) {

  void write(Buffer out, Object value) {
    writer.accept(out, value);
  }

  Object read(WireReader in) {
    return reader.apply(in);
  }

  static ComponentForm of(Type type) {
    if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
      return listOf(of(p.getActualTypeArguments()[0]));
    }
    return ofClass((Class<?>) type);
  }

  private static ComponentForm ofClass(Class<?> type) {
    if (type == int.class) {
      return new ComponentForm((out, v) -> out.appendInt((Integer) v), WireReader::int32);
    } else if (type == long.class) {
      return new ComponentForm((out, v) -> out.appendLong((Long) v), WireReader::int64);
    } else if (type == double.class) {
      return new ComponentForm((out, v) -> out.appendDouble((Double) v), WireReader::float64);
    } else if (type == boolean.class) {
      return new ComponentForm((out, v) -> out.appendByte((byte) ((Boolean) v ? 1 : 0)), ComponentForm::bool);
    } else if (type == String.class) {
      return new ComponentForm(
          (out, v) -> bytes(out, ((String) v).getBytes(StandardCharsets.UTF_8)), WireReader::string);
    } else if (type == Payload.class) {
      return new ComponentForm((out, v) -> bytes(out, ((Payload) v).array()), in -> Payload.wrap(in.bytes()));
    } else if (type.isEnum()) {
      return enumOf(type);
    } else if (type.isRecord()) {
      RecordForm form = RecordForm.of(type);
      return new ComponentForm(form::write, form::read);
    }
    throw new IllegalStateException("no binary form for " + type);
  }

  private static ComponentForm enumOf(Class<?> type) {
    Object[] values = type.getEnumConstants();
    return new ComponentForm((out, v) -> out.appendByte((byte) ((Enum<?>) v).ordinal()), in -> {
      int ordinal = in.unsignedByte();
      if (ordinal >= values.length) {
        throw new MeshException(MeshError.BAD_REQUEST, "no " + type.getSimpleName() + " number " + ordinal);
      }
      return values[ordinal];
    });
  }

  private static ComponentForm listOf(ComponentForm element) {
    return new ComponentForm((out, v) -> {
      List<?> list = (List<?>) v;
      out.appendInt(list.size());
      list.forEach(e -> element.write(out, e));
    }, in -> RecordForm.readList(in, element));
  }

  private static Object bool(WireReader in) {
    int value = in.unsignedByte();
    if (value > 1) {
      throw new MeshException(MeshError.BAD_REQUEST, "no boolean: " + value);
    }
    return value == 1;
  }

  private static void bytes(Buffer out, byte[] bytes) {
    out.appendInt(bytes.length).appendBytes(bytes);
  }
}
