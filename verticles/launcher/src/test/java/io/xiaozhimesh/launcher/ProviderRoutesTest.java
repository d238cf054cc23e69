package io.xiaozhimesh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real node: dialogue and tts, over its management port. */
@Timeout(120)
class ProviderRoutesTest {

  private static final String SECRET = "sk-very-secret";

  @TempDir
  Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private RunningMesh mesh;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("mesh.yaml"), yaml);
  }

  private void start(String more) throws IOException {
    Path file = file("""
        node: {managementPort: 0, adminToken: %s}
        tts: {warmUpFrames: 0}
        dialogue:
          models:
            near: {type: openai, baseUrl: "http://127.0.0.1:9/v1", apiKey: %s}
            far: {type: openai, baseUrl: "http://127.0.0.1:9/v2"}
          chain: [near]
        """.formatted(more, SECRET));
    mesh = Waiting.on(RunningMesh.start(List.of(file), new JsonObject(), EnumSet.of(Role.DIALOGUE, Role.TTS)));
  }

  @AfterEach
  void stop() {
    Waiting.on(mesh.stop());
  }

  private HttpResponse<String> send(String method, String path, JsonObject body, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(mesh.managementUrl() + path)).method(method,
        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.encode()));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonObject providers() throws Exception {
    HttpResponse<String> answer = send("GET", "/providers", null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain(SECRET);
    return new JsonObject(answer.body());
  }

  private JsonArray chain(String stage) throws Exception {
    return providers().getJsonObject(stage).getJsonArray("chain");
  }

  @Test
  void chains_shown_changed_refused_andReadAgain() throws Exception {
    start("\"\"");
    JsonObject dialogue = providers().getJsonObject("dialogue");
    assertThat(dialogue.getJsonArray("chain")).containsExactly("near");
    assertThat(dialogue.getJsonArray("providers").getJsonObject(1).getString("name")).isEqualTo("far");
    assertThat(dialogue.getJsonArray("providers").getJsonObject(0).getString("breaker")).isEqualTo("closed");
    assertThat(providers().containsKey("asr")).isFalse();

    assertThat(send("PUT", "/providers/dialogue", new JsonObject().put("chain", new JsonArray().add("far").add("near")))
        .statusCode()).isEqualTo(200);
    assertThat(chain("dialogue")).containsExactly("far", "near");
    assertThat(send("PUT", "/providers/tts", new JsonObject().put("chain", new JsonArray().add("freetts"))).statusCode())
        .isEqualTo(200);
    assertThat(chain("tts")).containsExactly("freetts");

    HttpResponse<String> unknown =
        send("PUT", "/providers/dialogue", new JsonObject().put("chain", new JsonArray().add("nobody")));
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("nobody is neither in dialogue.models");
    JsonObject another = new JsonObject().put("chain", new JsonArray().add("third")).put("providers", new JsonObject()
        .put("third", new JsonObject().put("type", "openai").put("baseUrl", "http://127.0.0.1:9/v3")));
    assertThat(send("PUT", "/providers/dialogue", another).statusCode()).isEqualTo(200);
    assertThat(chain("dialogue")).containsExactly("third");

    assertThat(send("POST", "/providers/reload", null).statusCode()).isEqualTo(200);
    assertThat(chain("dialogue")).containsExactly("near");
    assertThat(chain("tts")).containsExactly("openai", "freetts", "espeak");
  }

  @Test
  void nonsense_isAnsweredWithASentence() throws Exception {
    start("\"\"");
    assertThat(send("PUT", "/providers/asr", new JsonObject()).statusCode()).isEqualTo(409);
    assertThat(send("PUT", "/providers/dialogue", new JsonObject().put("chian", 1)).body()).contains("chian is unknown");
    assertThat(send("PUT", "/providers/dialogue", new JsonObject().put("chain", "near")).statusCode()).isEqualTo(422);
    assertThat(send("DELETE", "/providers/dialogue", null).statusCode()).isEqualTo(404);
    assertThat(send("PUT", "/providers/dialogue", new JsonObject(), "Origin", "http://evil").statusCode()).isEqualTo(403);
  }

  @Test
  void adminToken_isDemandedForChanges() throws Exception {
    start("open-sesame");
    JsonObject change = new JsonObject().put("chain", new JsonArray().add("far"));
    assertThat(send("PUT", "/providers/dialogue", change).statusCode()).isEqualTo(401);
    assertThat(send("PUT", "/providers/dialogue", change, "Authorization", "Bearer open-sesame").statusCode())
        .isEqualTo(200);
    assertThat(chain("dialogue")).containsExactly("far");
  }
}
