package io.xiaozhimesh.dialogue.bailian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.RemoteModelContract;
import io.xiaozhimesh.dialogue.StandInService;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BailianModelTest extends RemoteModelContract {

  BailianModelTest() {
    super("bailian", new BailianWire());
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("appId", "a7");
  }

  @Override
  protected String basePath() {
    return "/api/v1";
  }

  @Override
  protected boolean takesTools() {
    return false;
  }

  @Override
  protected boolean repeatable() {
    return false;
  }

  private static ModelRequest conversation() {
    return new ModelRequest("", List.of(ChatMessage.of(Author.SYSTEM, "Be brief."),
        ChatMessage.of(Author.USER, "Hello?"), ChatMessage.of(Author.ASSISTANT, "Hi."),
        ChatMessage.of(Author.USER, "And now?")), List.of());
  }

  @Test
  void question_bringsTheConversationWithoutOurPrompt() {
    ask(model(r -> StandInService.stream(r).end(wire.answer(List.of("Hi."), List.of())),
        new JsonObject().put("inputs", new JsonObject().put("memory_id", "m1"))), conversation());
    untilEnd();

    StandInService.Asked asked = service.next();
    assertThat(asked.uri()).isEqualTo("/api/v1/apps/a7/completion");
    assertThat(asked.headers()).containsEntry("authorization", "Bearer " + KEY)
        .containsEntry("x-dashscope-sse", "enable");
    assertThat(asked.body()).isEqualTo(new JsonObject("""
        {"input":{"memory_id":"m1","messages":[{"role":"user","content":"Hello?"},{"role":"assistant","content":"Hi."},
        {"role":"user","content":"And now?"}]},"parameters":{"incremental_output":true}}"""));
  }

  @ParameterizedTest
  @CsvSource({"InvalidApiKey,UNAUTHENTICATED", "Throttling.RateQuota,OVERLOADED", "InternalError,PROVIDER_FAILED"})
  void errorInTheStream_failsWithItsMeaning(String code, String error) {
    ask(model(r -> StandInService.stream(r).end(BailianWire.error(code))));

    assertThat(next().what()).isEqualTo(error);
  }

  @Test
  void withoutApplication_isRefused() {
    assertThatThrownBy(() -> create(new JsonObject())).hasMessageStartingWith("dialogue.models.x.appId is");
  }

  @Test
  void options_keepTheKeySecret() {
    BailianOptions options =
        BailianOptions.from(new OptionsReader("x", new JsonObject().put("apiKey", "k9").put("appId", "a")));

    assertThat(options.url()).isEqualTo("https://dashscope.aliyuncs.com/api/v1/apps/a/completion");
    assertThat(options.toString()).doesNotContain("k9");
  }
}
