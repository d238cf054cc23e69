package io.xiaozhimesh.ota.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.ota.ScriptedChatService;
import io.xiaozhimesh.ota.Vision;
import io.xiaozhimesh.ota.VisionProvider;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
@Timeout(20)
class OpenAiVisionTest {

  private static final byte[] IMAGE = {1, 2, 3};

  private Vertx vertx;
  private ScriptedChatService service;
  private Vision vision;

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    service = new ScriptedChatService(vertx);
    service.listen().toCompletionStage().toCompletableFuture().join();
    vision = create(settings());
  }

  @AfterEach
  void close() {
    vision.close().toCompletionStage().toCompletableFuture().join();
    service.close().toCompletionStage().toCompletableFuture().join();
  }

  private JsonObject settings() {
    return JsonObject.of("url", service.url() + "/", "model", "eyes", "deadlineMs", 5_000);
  }

  private Vision create(JsonObject settings) {
    return create("openai", settings);
  }

  private Vision create(String type, JsonObject settings) {
    VisionProvider provider = ServiceLoader.load(VisionProvider.class).stream().map(ServiceLoader.Provider::get)
        .filter(p -> p.name().equals(type)).findFirst().orElseThrow();
    return provider.create(new OptionsReader("ota.vision", settings), vertx);
  }

  private String explain() {
    return vision.explain("what", IMAGE, "image/jpeg").toCompletionStage().toCompletableFuture().join();
  }

  private MeshError failure() {
    try {
      throw new AssertionError("answered " + explain());
    } catch (CompletionException e) {
      return MeshException.of(e.getCause()).error();
    }
  }

  @Test
  void photo_explained_isSentAsADataUrlAndTheAnswerRead() {
    assertThat(explain()).isEqualTo("a cat");
    assertThat(service.body().getString("model")).isEqualTo("eyes");
    assertThat(service.body().getInteger("max_tokens")).isEqualTo(300);
    assertThat(service.question()).isEqualTo("what");
    assertThat(service.image()).isEqualTo(IMAGE);
    assertThat(service.authorization()).as("no key, no header").isNull();
  }

  @Test
  void serviceRefusesOrAnswersInAnotherForm_explained_fails() {
    for (String answer : new String[] {"", "{", "[]", "{}", "{\"choices\":[]}", "{\"choices\":[{}]}", "{\"choices\":7}",
        "{\"choices\":[{\"message\":{\"content\":null}}]}", ScriptedChatService.completion(" ")}) {
      service.answerWith(200, answer);
      assertThat(failure()).as(answer).isEqualTo(MeshError.PROVIDER_FAILED);
    }
  }

  @Test
  void serviceRefuses_explained_failsWithItsMeaning() {
    Map<Integer, MeshError> meanings = Map.of(401, MeshError.UNAUTHENTICATED, 429, MeshError.OVERLOADED,
        500, MeshError.PROVIDER_FAILED, 400, MeshError.BAD_REQUEST);
    meanings.forEach((status, error) -> {
      service.answerWith(status, ScriptedChatService.completion("a cat"));
      assertThat(failure()).isEqualTo(error);
    });
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "chatglm|glm-4.6v-flash|{\"thinking\":{\"type\":\"disabled\"}}",
      "qwen|qwen3-vl-flash|{\"enable_thinking\":false}"})
  void knownService_needsAKeyAloneAndIsToldNotToThink(String type, String model, String fields) {
    vision.close();
    vision = create(type, JsonObject.of("url", service.url(), "apiKey", "k-1"));

    assertThat(explain()).isEqualTo("a cat");
    assertThat(service.authorization()).isEqualTo("Bearer k-1");
    assertThat(service.body().getString("model")).isEqualTo(model);
    assertThat(service.body().copy().mergeIn(new JsonObject(fields))).isEqualTo(service.body());
    assertThat(service.image()).isEqualTo(IMAGE);
    create(type, JsonObject.of("apiKey", "k-1")).close();
  }

  @Test
  void answerWithoutEnd_explained_failsAtTheBound() {
    service.answerWith(200, "x".repeat(300_000));

    assertThat(failure()).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void serviceSilent_explained_failsAtTheDeadline() {
    vision.close();
    vision = create(settings().put("deadlineMs", 100));
    service.holdAnswers();

    assertThat(failure()).isEqualTo(MeshError.TIMEOUT);
  }

  @Test
  void nobodyThere_explained_fails() {
    service.close().toCompletionStage().toCompletableFuture().join();

    assertThat(failure()).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void urlOrModelMissing_created_isRefused() {
    assertThatThrownBy(() -> create(settings().put("url", "ftp://x"))).hasMessageContaining("ota.vision.url");
    assertThatThrownBy(() -> create(settings().put("model", ""))).hasMessageContaining("ota.vision.model");
  }
}
