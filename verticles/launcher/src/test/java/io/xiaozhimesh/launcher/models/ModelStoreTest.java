package io.xiaozhimesh.launcher.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

  /** SHA-256 of the three bytes "abc", from FIPS 180-2. */
  private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir
  private Path home;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/good", exchange -> {
      exchange.sendResponseHeaders(200, 3);
      exchange.getResponseBody().write("abc".getBytes(StandardCharsets.UTF_8));
      exchange.close();
    });
    server.createContext("/bad", exchange -> {
      exchange.sendResponseHeaders(200, 3);
      exchange.getResponseBody().write("xyz".getBytes(StandardCharsets.UTF_8));
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SpeechModel model(String... paths) {
    List<SpeechModel.Source> sources = Stream.of(paths).<SpeechModel.Source>map(p ->
        new SpeechModel.Download("http://127.0.0.1:" + server.getAddress().getPort() + p)).toList();
    return new SpeechModel("test", "a test", "models/test.bin", ABC, 3, "MIT", sources);
  }

  @Test
  void absent_pull_fetchesAndVerifies() throws Exception {
    ModelStore store = new ModelStore(home);
    assertThat(store.state(model())).isEqualTo(ModelStore.State.ABSENT);
    store.pull(model("/good"));
    assertThat(store.state(model())).isEqualTo(ModelStore.State.VERIFIED);
  }

  @Test
  void firstSourceGivesAnotherFile_pull_takesTheNext() throws Exception {
    new ModelStore(home).pull(model("/bad", "/missing", "/good"));
    assertThat(new ModelStore(home).state(model())).isEqualTo(ModelStore.State.VERIFIED);
  }

  @Test
  void noSourceGivesTheFile_pull_saysWhatEachGaveAndLeavesNothing() throws IOException {
    assertThatThrownBy(() -> new ModelStore(home).pull(model("/bad", "/missing")))
        .isInstanceOf(IOException.class).hasMessageContaining("SHA-256").hasMessageContaining("404");
    try (Stream<Path> left = Files.list(home.resolve("models"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void fileOfTheUser_ensure_isLeftAlone() {
    new RequiredModels(home).ensure(home.resolve("models/my-own.onnx"));
    assertThat(home.resolve("models")).doesNotExist();
  }

  @Test
  void otherBytesAtItsPlace_state_isAltered() throws IOException {
    Files.createDirectories(home.resolve("models"));
    Files.writeString(home.resolve("models/test.bin"), "other");
    assertThat(new ModelStore(home).state(model())).isEqualTo(ModelStore.State.ALTERED);
  }
}
