package io.xiaozhimesh.protocol.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.worker.WorkerFrame.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerFrameTest {

  private static final HexFormat HEX = HexFormat.of();

  static Stream<JsonObject> good() {
    return vectors().getJsonArray("good").stream().map(JsonObject.class::cast);
  }

  static Stream<JsonObject> bad() {
    return vectors().getJsonArray("bad").stream().map(JsonObject.class::cast);
  }

  @ParameterizedTest
  @MethodSource("good")
  void committedVector_isReadAndWrittenAlike(JsonObject vector) {
    WorkerFrame expected = new WorkerFrame(Kind.valueOf(vector.getString("kind")), vector.getInteger("stream"),
        vector.getInteger("epoch"), vector.getInteger("index"), vector.getInteger("sequence"),
        vector.getInteger("detail"), Payload.wrap(HEX.parseHex(vector.getString("audio"))));

    assertThat(HEX.formatHex(expected.toBuffer().getBytes())).isEqualTo(vector.getString("hex"));
    assertThat(WorkerFrame.read(Buffer.buffer(HEX.parseHex(vector.getString("hex"))))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void brokenVector_isRefused(JsonObject vector) {
    assertThatThrownBy(() -> WorkerFrame.read(Buffer.buffer(HEX.parseHex(vector.getString("hex")))))
        .as(vector.getString("why"))
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.BAD_REQUEST));
  }

  @Test
  void vectors_coverEveryKind() {
    assertThat(good().map(v -> v.getString("kind"))).contains(
        Stream.of(Kind.values()).map(Kind::name).toArray(String[]::new));
    assertThat(bad()).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void anyBytes_areReadToWhatWritesThemBack_orRefused() {
    long seed = 20_260_117;
    Random random = new Random(seed);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 4 && i % 2 == 0) {
        bytes[0] = 1;
        bytes[1] = (byte) (1 + random.nextInt(4));
        bytes[2] = 0;
        bytes[3] = 0;
      }
      try {
        assertThat(WorkerFrame.read(Buffer.buffer(bytes)).toBuffer().getBytes()).as("seed " + seed).isEqualTo(bytes);
        read++;
      } catch (MeshException refused) {
        assertThat(refused.error()).isEqualTo(MeshError.BAD_REQUEST);
      }
    }
    assertThat(read).isPositive();
  }

  private static JsonObject vectors() {
    try {
      return new JsonObject(Files.readString(
          Path.of(System.getProperty("mesh.root"), "shared-protocol", "vectors", "worker-frames.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
