package io.xiaozhimesh.dialogue.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.LanguageModel;
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

class GeminiModelTest extends RemoteModelContract {

  GeminiModelTest() {
    super("gemini", new GeminiWire());
  }

  @Override
  protected String basePath() {
    return "/v1beta";
  }

  @Override
  protected String[] ignoredOfCalls() {
    return new String[] {"id"};
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
    assertThat(asked.uri()).isEqualTo("/v1beta/models/gemini-3.5-flash-lite:streamGenerateContent?alt=sse");
    assertThat(asked.headers()).containsEntry("x-goog-api-key", KEY).doesNotContainKey("authorization");
    assertThat(asked.body()).isEqualTo(new JsonObject("""
        {"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"text":"Hello?"}]}],
        "generationConfig":{"thinkingConfig":{"thinkingLevel":"minimal"}}}"""));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"gemini-2.5-flash|{\"thinkingBudget\":0}",
      "gemini-3.8-flash|{\"thinkingLevel\":\"low\"}"})
  void modelsOfOtherAges_areToldToThinkLittleInTheirWords(String name, String config) {
    ask(model(r -> StandInService.stream(r).end(wire.answer(List.of("Hi."), List.of())),
        new JsonObject().put("model", name)));
    untilEnd();

    assertThat(service.next().body().getJsonObject("generationConfig").getJsonObject("thinkingConfig"))
        .isEqualTo(new JsonObject(config));
  }

  @Test
  void toolTurnOfAnotherModel_answersByNameAndSaysThatNoSignatureIsKnown() {
    ask(saying(List.of("Hi."), List.of()), toolTurn());
    untilEnd();

    JsonObject body = service.next().body();
    assertThat(body.getJsonArray("tools").encode()).isEqualTo("""
        [{"functionDeclarations":[{"name":"one","description":"does one","parametersJsonSchema":{"type":"object"}}]}]""");
    assertThat(body.getJsonArray("contents")).isEqualTo(new JsonObject("""
        {"c":[{"role":"user","parts":[{"text":"Hello?"}]},
        {"role":"model","parts":[
        {"functionCall":{"name":"one","args":{"a":1}},"thoughtSignature":"skip_thought_signature_validator"},
        {"functionCall":{"name":"two","args":{}},"thoughtSignature":"skip_thought_signature_validator"}]},
        {"role":"user","parts":[{"functionResponse":{"name":"one","response":{"result":"first"}}},
        {"functionResponse":{"name":"two","response":{"result":"second"}}},{"text":"Go on."}]}]}""").getJsonArray("c"));
  }

  @Test
  void ownToolCalls_goBackWithTheirSignature() {
    LanguageModel model = saying(List.of(), List.of(new ToolRequest("", "one", "{}"), new ToolRequest("", "two", "{}")));
    ask(model);
    List<ToolRequest> calls = untilEnd().calls();
    service.next();
    ask(model, new ModelRequest("", List.of(ChatMessage.of(Author.USER, "Hello?"),
        new ChatMessage(Author.ASSISTANT, "", calls, ""), ChatMessage.ofTool(calls.get(0).id(), "first")), List.of()));
    untilEnd();

    JsonArray parts = service.next().body().getJsonArray("contents").getJsonObject(1).getJsonArray("parts");
    assertThat(parts.getJsonObject(0).getString("thoughtSignature")).isEqualTo("c2lnbmVk");
    assertThat(parts.getJsonObject(1).containsKey("thoughtSignature")).isFalse();
  }

  @Test
  void thoughts_areLeftOut() {
    String thought = GeminiWire.event(
        new JsonArray().add(new JsonObject().put("text", "hm").put("thought", true)), null);
    ask(model(r -> StandInService.stream(r).end(thought + wire.answer(List.of("Yes."), List.of()))));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Yes.", List.of()));
  }

  @Test
  void wrongKey_isUnauthenticatedThoughTheServiceCallsItABadRequest() {
    ask(model(r -> r.setStatusCode(400).end("""
        {"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}""")));

    assertThat(next().what()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void blockedQuestion_fails() {
    ask(model(r -> StandInService.stream(r).end("data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\n\n")));

    assertThat(next().what()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void options_keepTheKeySecret() {
    GeminiOptions options = GeminiOptions.from(new OptionsReader("x", new JsonObject().put("apiKey", "k9")));

    assertThat(options.toString()).contains("gemini-3.5-flash-lite").doesNotContain("k9");
  }
}
