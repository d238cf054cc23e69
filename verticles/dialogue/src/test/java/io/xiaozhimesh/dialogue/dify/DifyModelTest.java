package io.xiaozhimesh.dialogue.dify;

import static org.assertj.core.api.Assertions.assertThat;

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

class DifyModelTest extends RemoteModelContract {

  DifyModelTest() {
    super("dify", new DifyWire());
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
  void firstQuestion_isAskedAsItIs() {
    ask(model(r -> StandInService.stream(r).end(wire.answer(List.of("Hi."), List.of())),
        new JsonObject().put("inputs", new JsonObject().put("city", "Bonn"))));
    untilEnd();

    StandInService.Asked asked = service.next();
    assertThat(asked.uri()).isEqualTo("/v1/chat-messages");
    assertThat(asked.headers()).containsEntry("authorization", "Bearer " + KEY);
    assertThat(asked.body()).isEqualTo(new JsonObject("""
        {"inputs":{"city":"Bonn"},"query":"Hello?","response_mode":"streaming","auto_generate_name":false,
        "user":"xiaozhi-mesh"}"""));
  }

  @Test
  void laterQuestion_bringsTheConversationWithoutOurPrompt() {
    ask(saying(List.of("Hi."), List.of()), conversation());
    untilEnd();

    assertThat(service.next().body().getString("query"))
        .endsWith("\nPerson: Hello?\nYou: Hi.\nPerson: And now?").doesNotContain("Be brief.");
  }

  @Test
  void agent_isHeardToo() {
    String events = DifyWire.event("agent_thought", new JsonObject().put("thought", "hm"))
        + DifyWire.event("agent_message", new JsonObject().put("answer", "Yes."))
        + DifyWire.event("message_end", new JsonObject());
    ask(model(r -> StandInService.stream(r).end(events)));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Yes.", List.of()));
  }

  @ParameterizedTest
  @CsvSource({"401,UNAUTHENTICATED", "429,OVERLOADED", "500,PROVIDER_FAILED"})
  void errorInTheStream_failsWithItsMeaning(int status, String error) {
    ask(model(r -> StandInService.stream(r).end(DifyWire.event("error", new JsonObject().put("status", status)))));

    assertThat(next().what()).isEqualTo(error);
  }

  @Test
  void options_keepTheKeySecret() {
    DifyOptions options = DifyOptions.from(new OptionsReader("x", new JsonObject().put("apiKey", "k9")));

    assertThat(options.url()).isEqualTo("https://api.dify.ai/v1/chat-messages");
    assertThat(options.toString()).doesNotContain("k9");
  }
}
