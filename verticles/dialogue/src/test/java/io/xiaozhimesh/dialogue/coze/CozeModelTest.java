package io.xiaozhimesh.dialogue.coze;

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

class CozeModelTest extends RemoteModelContract {

  CozeModelTest() {
    super("coze", new CozeWire());
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("botId", "7");
  }

  @Override
  protected String basePath() {
    return "";
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
    ask(saying(List.of("Hi."), List.of()), conversation());
    untilEnd();

    StandInService.Asked asked = service.next();
    assertThat(asked.uri()).isEqualTo("/v3/chat");
    assertThat(asked.headers()).containsEntry("authorization", "Bearer " + KEY);
    assertThat(asked.body()).isEqualTo(new JsonObject("""
        {"bot_id":"7","user_id":"xiaozhi-mesh","stream":true,"auto_save_history":false,"additional_messages":[
        {"role":"user","type":"question","content":"Hello?","content_type":"text"},
        {"role":"assistant","type":"answer","content":"Hi.","content_type":"text"},
        {"role":"user","type":"question","content":"And now?","content_type":"text"}]}"""));
  }

  @ParameterizedTest
  @CsvSource({"4100,UNAUTHENTICATED", "4101,UNAUTHENTICATED", "4013,OVERLOADED", "4000,PROVIDER_FAILED"})
  void refusalWithStatus200_failsWithItsMeaning(int code, String error) {
    ask(model(r -> r.putHeader("content-type", "application/json; charset=utf-8")
        .end(new JsonObject().put("code", code).put("msg", "no").encode())));

    assertThat(next().what()).isEqualTo(error);
  }

  @Test
  void withoutBot_isRefused() {
    assertThatThrownBy(() -> create(new JsonObject())).hasMessageStartingWith("dialogue.models.x.botId is empty");
  }

  @Test
  void options_keepTheTokenSecret() {
    CozeOptions options =
        CozeOptions.from(new OptionsReader("x", new JsonObject().put("apiKey", "k9").put("botId", "7")));

    assertThat(options.url()).isEqualTo("https://api.coze.cn/v3/chat");
    assertThat(options.toString()).doesNotContain("k9");
  }
}
