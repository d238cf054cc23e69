package io.xiaozhimesh.dialogue.claude;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.RemoteModelContract;
import io.xiaozhimesh.dialogue.StandInService;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeModelTest extends RemoteModelContract {

  ClaudeModelTest() {
    super("claude", new ClaudeWire());
  }

  /** A turn in which two tools were called and have answered. */
  private static ModelRequest toolTurn() {
    List<ToolRequest> calls = List.of(new ToolRequest("c1", "one", "{\"a\":1}"), new ToolRequest("c2", "two", "no JSON"));
    return new ModelRequest("other", List.of(ChatMessage.of(Author.SYSTEM, "Be brief."),
        ChatMessage.of(Author.USER, "Hello?"), new ChatMessage(Author.ASSISTANT, "", calls, ""),
        ChatMessage.ofTool("c1", "first"), ChatMessage.ofTool("c2", "second"), ChatMessage.of(Author.USER, "Go on.")),
        List.of(new ToolSpec("one", "does one", "{\"type\":\"object\"}", ToolEffect.PURE, "test")));
  }

  @Test
  void request_isAsTheServiceExpectsIt() {
    ask(saying(List.of("Hi."), List.of()));
    untilEnd();

    StandInService.Asked asked = service.next();
    assertThat(asked.uri()).isEqualTo("/v1/messages");
    assertThat(asked.headers()).containsEntry("x-api-key", KEY).containsEntry("anthropic-version", "2023-06-01")
        .doesNotContainKey("authorization");
    assertThat(asked.body()).isEqualTo(new JsonObject("""
        {"model":"claude-haiku-5-5","max_tokens":1024,"stream":true,"system":"Be brief.","thinking":{"type":"disabled"},
        "messages":[{"role":"user","content":[{"type":"text","text":"Hello?"}]}]}"""));
  }

  @Test
  void toolTurn_answersCallsInOneMessageOfThePerson() {
    ask(saying(List.of("Hi."), List.of()), toolTurn());
    untilEnd();

    JsonObject body = service.next().body();
    assertThat(body.getString("model")).isEqualTo("other");
    assertThat(body.getJsonArray("tools").encode()).isEqualTo("""
        [{"name":"one","description":"does one","input_schema":{"type":"object"}}]""");
    assertThat(body.getJsonArray("messages")).isEqualTo(new JsonObject("""
        {"m":[{"role":"user","content":[{"type":"text","text":"Hello?"}]},
        {"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"one","input":{"a":1}},
        {"type":"tool_use","id":"c2","name":"two","input":{}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"first"},
        {"type":"tool_result","tool_use_id":"c2","content":"second"},{"type":"text","text":"Go on."}]}]}""")
        .getJsonArray("m"));
  }

  @Test
  void conversationThatTheModelBegan_isBegunByThePerson() {
    ask(saying(List.of("Hi."), List.of()), new ModelRequest("", List.of(
        ChatMessage.of(Author.ASSISTANT, "Well?"), ChatMessage.of(Author.USER, "Hello?")), List.of()));
    untilEnd();

    assertThat(service.next().body().getJsonArray("messages").getJsonObject(0).getString("role")).isEqualTo("user");
  }

  @Test
  void thoughts_areLeftOut() {
    String thought = ClaudeWire.event("content_block_delta", new JsonObject("""
        {"index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}"""));
    ask(model(r -> StandInService.stream(r).end(thought + wire.answer(List.of("Yes."), List.of())),
        new JsonObject().put("thinking", true)));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Yes.", List.of()));
    assertThat(service.next().body().containsKey("thinking")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"overloaded_error,OVERLOADED", "rate_limit_error,OVERLOADED", "authentication_error,UNAUTHENTICATED",
      "timeout_error,TIMEOUT", "api_error,PROVIDER_FAILED"})
  void errorInTheStream_failsWithItsMeaning(String type, String error) {
    ask(model(r -> StandInService.stream(r).end(ClaudeWire.event("error",
        new JsonObject().put("error", new JsonObject().put("type", type).put("message", "no"))))));

    assertThat(next().what()).isEqualTo(error);
  }

  @Test
  void options_keepTheKeySecret() {
    ClaudeOptions options = ClaudeOptions.from(new OptionsReader("x", new JsonObject().put("apiKey", "k9")));

    assertThat(options.url()).isEqualTo("https://api.anthropic.com/v1/messages");
    assertThat(options.toString()).doesNotContain("k9");
  }
}
