package io.xiaozhimesh.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {

  static Stream<Class<? extends BusMessage>> types() {
    return BusWire.types().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void committedVector_isReadAndWrittenAlikeInBothForms(Class<? extends BusMessage> type) throws IOException {
    JsonObject vector = new JsonObject(Files.readString(VectorFiles.FOLDER.resolve(type.getSimpleName() + ".json")));
    String json = vector.getJsonObject("json").encode();
    String hex = vector.getString("hex");

    BusMessage fromJson = BusJson.read(json);
    BusMessage fromWire = BusWire.read(Buffer.buffer(HexFormat.of().parseHex(hex)), 0);

    assertThat(fromJson).isInstanceOf(type).isEqualTo(fromWire);
    assertThat(VectorFiles.hex(fromJson)).isEqualTo(hex);
    assertThat(new JsonObject(BusJson.write(fromWire))).isEqualTo(vector.getJsonObject("json"));
  }

  @Test
  void folder_holdsOneVectorPerMessage_andTheFramesOfWorkers() throws IOException {
    try (Stream<Path> files = Files.list(VectorFiles.FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(
          Stream.concat(types().map(type -> type.getSimpleName() + ".json"), Stream.of("worker-frames.json"))
              .toList());
    }
  }
}
