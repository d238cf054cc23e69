package io.xiaozhimesh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against local engines and a chat service on a socket that answers, refuses the key, or is not there. */
@Timeout(180)
class DoctorCommandTest {

  private static final String SECRET = "sk-very-secret";

  @TempDir
  Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final StringWriter out = new StringWriter();

  @AfterEach
  void close() {
    Waiting.on(vertx.close());
  }

  private int port() {
    HttpServer server = vertx.createHttpServer().requestHandler(request -> {
      if (("Bearer " + SECRET).equals(request.getHeader("Authorization"))) {
        request.response().putHeader("Content-Type", "text/event-stream")
            .end("data: {\"choices\":[{\"delta\":{\"content\":\"ok\"}}]}\n\ndata: [DONE]\n\n");
      } else {
        request.response().setStatusCode(401).end();
      }
    });
    return Waiting.on(server.listen(0, "127.0.0.1")).actualPort();
  }

  private int doctor(String yaml, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("mesh.yaml"), yaml);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    String[] args = new String[3 + more.length];
    args[0] = "doctor";
    args[1] = "--config";
    args[2] = file.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return line.execute(args);
  }

  @Test
  void defaults_work_andSayWhatIsOff() throws IOException {
    assertThat(doctor("{}")).isZero();

    assertThat(out.toString()).containsPattern("asr +commands +commands +yes +works +\\d+ ms")
        .containsPattern("tts +openai +openai +yes +off").containsPattern("tts +freetts +freetts +yes +works")
        .contains("What is in use works.");
  }

  @Test
  void everyProviderOfTheFile_isTried_usedOnesDecide_andNoSecretIsShown() throws IOException {
    String models = """
        dialogue:
          models:
            good: {type: openai, baseUrl: "http://127.0.0.1:%1$d/v1", apiKey: %2$s}
            stranger: {type: openai, baseUrl: "http://127.0.0.1:%1$d/v1", apiKey: %2$s-wrong}
            typo: {type: openai, baseUrl: "http://127.0.0.1:%1$d/v1", apikey: %2$s}
            gone: {type: openai, baseUrl: "http://127.0.0.1:9/v1"}
          chain: [%3$s]
        """.formatted(port(), SECRET, "%s");
    assertThat(doctor(models.formatted("good"), "--json")).isZero();
    JsonArray all = new JsonObject(out.toString()).getJsonArray("providers");
    assertThat(out.toString()).doesNotContain(SECRET);
    assertThat(all.stream().map(JsonObject.class::cast).filter(p -> p.getString("stage").equals("dialogue"))
        .map(p -> p.getString("name") + " " + p.getString("state") + " " + p.getBoolean("used")))
        .containsExactly("good works true", "stranger failed false", "typo failed false", "gone failed false");
    assertThat(out.toString()).contains("check the key", "typo.apikey is unknown, known here:");

    assertThat(doctor(models.formatted("good, gone"))).isEqualTo(1);
    assertThat(out.toString()).contains("Something in use does not work.");
  }

  @Test
  void wrongConfiguration_isExitCodeTwo() throws IOException {
    assertThat(doctor("asr: {chain: [nobody]}")).isEqualTo(2);
  }
}
