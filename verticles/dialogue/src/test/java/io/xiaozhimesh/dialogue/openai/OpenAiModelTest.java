package io.xiaozhimesh.dialogue.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.RemoteModelContract;
import io.xiaozhimesh.dialogue.StandInService;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiModelTest extends RemoteModelContract {

  OpenAiModelTest() {
    super("openai", new ChatWire());
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("model", "m");
  }

  private static OpenAiOptions options(JsonObject section) {
    return OpenAiOptions.from(new OptionsReader("dialogue.llm", section), Preset.ANY);
  }

  @Test
  void request_isAsServicesExpectIt() {
    ask(model(r -> StandInService.stream(r).end(wire.answer(List.of("Hi."), List.of())),
        new JsonObject().put("temperature", 0.7).put("extra", new JsonObject().put("top_k", 5))));
    untilEnd();

    StandInService.Asked asked = service.next();
    assertThat(asked.uri()).isEqualTo("/v1/chat/completions");
    assertThat(asked.body()).isEqualTo(new JsonObject("""
        {"model":"m","stream":true,"temperature":0.7,"top_k":5,"messages":[
        {"role":"system","content":"Be brief."},{"role":"user","content":"Hello?"}]}"""));
    assertThat(asked.headers()).containsEntry("authorization", "Bearer k-123");
  }

  @Test
  void reasoningContent_isLeftOut() {
    String events = ChatWire.event(new JsonObject().put("reasoning_content", "hm"), null) + wire.text("Yes.");
    ask(model(r -> StandInService.stream(r).end(events + "data: [DONE]\n\n")));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Yes.", List.of()));
  }

  @Test
  void answerWithoutStreaming_isTakenToo() {
    ask(model(r -> r.putHeader("content-type", "application/json").end("""
        {"choices":[{"index":0,"message":{"role":"assistant","content":"Hi."},"finish_reason":"stop"}]}""")));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Hi.", List.of()));
  }

  @Test
  void wrongUrl_isNamed() {
    assertThatThrownBy(() -> options(new JsonObject()))
        .hasMessageStartingWith("dialogue.llm.baseUrl is \"\", should be");
    assertThatThrownBy(() -> options(new JsonObject().put("baseUrl", "ftp://x y")))
        .hasMessageStartingWith("dialogue.llm.baseUrl is");
  }

  @Test
  void options_keepTheKeySecret() {
    JsonObject section = new JsonObject().put("baseUrl", "https://h.example/v1/chat/completions/").put("apiKey", "k9");

    assertThat(options(section).url()).isEqualTo("https://h.example/v1/chat/completions");
    assertThat(options(section).toString()).doesNotContain("k9");
  }
}
