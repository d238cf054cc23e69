package io.xiaozhimesh.protocol.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import io.xiaozhimesh.protocol.bus.BusWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaFilesTest {

  static Stream<String> messages() {
    return BusWire.types().stream().map(Class::getSimpleName);
  }

  static Stream<WorkerControl> controls() {
    return WorkerTextTest.controls();
  }

  @Test
  void committedSchemas_areThoseOfTheRecords() throws IOException {
    for (var schema : SchemaFiles.all().entrySet()) {
      assertThat(SchemaFiles.FOLDER.resolve(schema.getKey() + ".json")).hasContent(SchemaFiles.text(schema.getValue()));
    }
    try (Stream<Path> files = Files.list(SchemaFiles.FOLDER)) {
      assertThat(files).hasSize(SchemaFiles.all().size());
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void committedVector_fitsItsSchema_andWithoutAMemberDoesNot(String type) throws IOException {
    Path file = Path.of(System.getProperty("mesh.root"), "shared-protocol", "vectors", type + ".json");
    JsonObject message = new JsonObject(Files.readString(file)).getJsonObject("json");

    assertFitsOnlyWhole(type, message);
  }

  @ParameterizedTest
  @MethodSource("controls")
  void control_fitsItsSchema_andWithoutAMemberDoesNot(WorkerControl control) throws IOException {
    assertFitsOnlyWhole(control.type(), new JsonObject(WorkerText.of(control).asAnswer(3).toString()));
  }

  private static void assertFitsOnlyWhole(String type, JsonObject message) throws IOException {
    JsonObject schema = new JsonObject(Files.readString(SchemaFiles.FOLDER.resolve(type + ".json")));

    assertThat(validated(schema, message).getValid()).as("%s", message).isTrue();
    for (Object member : schema.getJsonArray("required")) {
      JsonObject without = message.copy();
      without.remove((String) member);
      assertThat(validated(schema, without).getValid()).as("without %s", member).isFalse();
    }
  }

  private static OutputUnit validated(JsonObject schema, JsonObject message) {
    return Validator.create(JsonSchema.of(schema), new JsonSchemaOptions().setBaseUri("mesh:/")
        .setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic)).validate(message);
  }
}
