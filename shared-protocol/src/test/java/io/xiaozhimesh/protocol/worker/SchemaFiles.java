package io.xiaozhimesh.protocol.worker;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.BusWire;
import io.xiaozhimesh.protocol.bus.MayBeMissing;
import io.xiaozhimesh.protocol.bus.Payload;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JSON Schemas of everything that stands in a text frame, derived from the records: one file per message.
 * {@link #main} writes them anew; {@link SchemaFilesTest} holds what is there against the code.
 */
final class SchemaFiles {

  static final Path FOLDER = Path.of(System.getProperty("mesh.root", "."), "shared-protocol", "schemas");

  private SchemaFiles() {
  }

  /** Run in the project's root. */
  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(FOLDER);
    for (Map.Entry<String, JsonObject> schema : all().entrySet()) {
      Files.writeString(FOLDER.resolve(schema.getKey() + ".json"), text(schema.getValue()));
    }
  }

  /** By the value of the member {@code type}. */
  static Map<String, JsonObject> all() {
    Map<String, JsonObject> all = new TreeMap<>();
    BusWire.types().forEach(type -> all.put(type.getSimpleName(), message(type.getSimpleName(), type)));
    Stream.of(WorkerControl.class.getPermittedSubclasses()).forEach(type -> {
      String name = type.getSimpleName().toLowerCase(Locale.ROOT);
      all.put(name, message(name, type));
    });
    return all;
  }

  static String text(JsonObject schema) {
    return schema.encodePrettily() + '\n';
  }

  private static JsonObject message(String name, Class<?> type) {
    JsonObject body = object(type);
    JsonObject properties = new JsonObject().put("type", new JsonObject().put("const", name))
        .mergeIn(body.getJsonObject("properties"));
    JsonArray required = new JsonArray().add("type").addAll(body.getJsonArray("required"));
    return new JsonObject().put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", name)
        .put("type", "object").put("properties", properties).put("required", required);
  }

  private static JsonObject object(Class<?> type) {
    JsonObject properties = new JsonObject();
    JsonArray required = new JsonArray();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(component.getName(), schema(component.getGenericType()));
      if (!component.isAnnotationPresent(MayBeMissing.class)) {
        required.add(component.getName());
      }
    }
    return new JsonObject().put("type", "object").put("properties", properties).put("required", required);
  }

  private static JsonObject schema(Type type) {
    if (type instanceof ParameterizedType list) {
      return new JsonObject().put("type", "array").put("items", schema(list.getActualTypeArguments()[0]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == int.class) {
      return simple("integer").put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
    } else if (plain == long.class) {
      return simple("integer");
    } else if (plain == double.class) {
      return simple("number");
    } else if (plain == boolean.class) {
      return simple("boolean");
    } else if (plain == String.class) {
      return simple("string");
    } else if (plain == Payload.class) {
      return simple("string").put("contentEncoding", "base64");
    } else if (plain.isEnum()) {
      JsonArray names = new JsonArray();
      Stream.of(plain.getEnumConstants()).map(Object::toString).forEach(names::add);
      return new JsonObject().put("enum", names);
    }
    return object(plain);
  }

  private static JsonObject simple(String type) {
    return new JsonObject().put("type", type);
  }
}
