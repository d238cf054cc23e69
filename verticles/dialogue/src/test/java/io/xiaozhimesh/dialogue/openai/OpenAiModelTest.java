package io.xiaozhimesh.dialogue.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelContract;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.stage.OptionsReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiModelTest extends LanguageModelContract {

  private ChatService service;

  private LanguageModel model(Handler<HttpServerResponse> answer) {
    return model(answer, new JsonObject());
  }

  private LanguageModel model(Handler<HttpServerResponse> answer, JsonObject more) {
    service = new ChatService(vertx, answer);
    JsonObject section = new JsonObject().put("baseUrl", service.baseUrl()).put("model", "m")
        .put("apiKey", "k-123").mergeIn(more);
    return new OpenAiProvider().create(new OptionsReader("dialogue.llm", section), vertx);
  }

  @Override
  protected LanguageModel saying(List<String> deltas, List<ToolRequest> calls) {
    return model(r -> ChatService.stream(r).end(ChatService.whole(deltas, calls)));
  }

  @Override
  protected LanguageModel failingAfter(List<String> deltas) {
    return model(r -> {
      ChatService.stream(r);
      deltas.forEach(d -> r.write(ChatService.text(d)));
      r.end("data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n");
    });
  }

  @Override
  protected LanguageModel hangingAfter(List<String> deltas) {
    return model(r -> {
      ChatService.stream(r);
      deltas.forEach(d -> r.write(ChatService.text(d)));
    });
  }

  @Test
  void request_isAsServicesExpectIt() throws InterruptedException {
    ask(model(r -> ChatService.stream(r).end(ChatService.whole(List.of("Hi."), List.of())),
        new JsonObject().put("extra", new JsonObject().put("top_k", 5))));
    untilEnd();

    JsonObject asked = service.asked.poll(20, TimeUnit.SECONDS);
    assertThat(asked).isEqualTo(new JsonObject("""
        {"path":"/v1/chat/completions","model":"m","stream":true,"temperature":0.7,"top_k":5,"messages":[
        {"role":"system","content":"Be brief."},{"role":"user","content":"Hello?"}]}"""));
    assertThat(service.authorizations).containsExactly("Bearer k-123");
  }

  @Test
  void answerByteByByte_isReadWhole() {
    byte[] bytes = ChatService.whole(List.of("Grüße, ", "世界 😀"), List.of()).getBytes(StandardCharsets.UTF_8);
    ask(model(r -> service.drip(ChatService.stream(r), bytes, 0)));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Grüße, 世界 😀", List.of()));
  }

  @Test
  void carriageReturns_areLineEndsToo() {
    String crlf = ChatService.whole(List.of("a", "b"), List.of()).replace("\n", "\r\n");
    ask(model(r -> ChatService.stream(r).end(crlf)));

    assertThat(untilEnd().text()).isEqualTo("ab");
  }

  @Test
  void reasoningContent_isLeftOut() {
    String events = ChatService.event(new JsonObject().put("reasoning_content", "hm"), null) + ChatService.text("Yes.");
    ask(model(r -> ChatService.stream(r).end(events + "data: [DONE]\n\n")));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Yes.", List.of()));
  }

  @Test
  void answerWithoutStreaming_isTakenToo() {
    ask(model(r -> r.putHeader("content-type", "application/json").end("""
        {"choices":[{"index":0,"message":{"role":"assistant","content":"Hi."},"finish_reason":"stop"}]}""")));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Hi.", List.of()));
  }

  @ParameterizedTest
  @CsvSource({"401,UNAUTHENTICATED", "403,UNAUTHENTICATED", "429,OVERLOADED", "500,PROVIDER_FAILED",
      "404,PROVIDER_FAILED"})
  void errorStatus_failsWithItsMeaning(int status, String error) {
    ask(model(r -> r.setStatusCode(status).putHeader("content-type", "application/json")
        .end("{\"error\":{\"message\":\"no\"}}")));

    assertThat(next()).isEqualTo(new Heard(error, "the model answered with status " + status, List.of()));
  }

  @Test
  void noFirstToken_failsInTime() {
    ask(model(r -> ChatService.stream(r).write(": waiting\n\n"), new JsonObject().put("firstTokenMs", 100)));

    assertThat(next()).isEqualTo(new Heard("TIMEOUT", "no first token in time", List.of()));
  }

  @Test
  void silenceInTheMiddle_failsInTime() {
    ask(model(r -> ChatService.stream(r).write(ChatService.text("a")), new JsonObject().put("idleMs", 100)));

    assertThat(next().text()).isEqualTo("a");
    assertThat(next()).isEqualTo(new Heard("TIMEOUT", "the model fell silent", List.of()));
  }

  @Test
  void answerThatNeverEnds_failsInTime() {
    ask(model(r -> {
      ChatService.stream(r);
      vertx.setPeriodic(20, t -> r.write(ChatService.text("x")).onFailure(gone -> vertx.cancelTimer(t)));
    }, new JsonObject().put("totalMs", 300)));

    Heard end = untilEnd();
    assertThat(end.what()).isEqualTo("TIMEOUT");
    assertThat(end.text()).startsWith("x");
  }

  @Test
  void connectionCut_fails() {
    ask(model(r -> ChatService.stream(r).write(ChatService.text("a")).onSuccess(v -> r.reset())));

    assertThat(next().text()).isEqualTo("a");
    assertThat(next().what()).isEqualTo("PROVIDER_FAILED");
  }

  @Test
  void keptConnectionClosedBeforeTheAnswer_isTriedAgainOnce() {
    AtomicInteger times = new AtomicInteger();
    ask(model(r -> {
      if (times.getAndIncrement() == 0) {
        r.reset();
      } else {
        ChatService.stream(r).end(ChatService.whole(List.of("Hi."), List.of()));
      }
    }));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Hi.", List.of()));
  }

  @Test
  void connectionAlwaysClosedBeforeTheAnswer_fails() {
    ask(model(HttpServerResponse::reset));

    assertThat(next()).isEqualTo(new Heard("PROVIDER_FAILED", "the model closed the connection", List.of()));
    assertThat(service.asked).hasSize(2);
  }

  @Test
  void nobodyListens_fails() {
    LanguageModel model = new OpenAiProvider().create(new OptionsReader("dialogue.llm",
        new JsonObject().put("baseUrl", "http://127.0.0.1:1/v1")), vertx);
    ask(model);

    assertThat(next()).isEqualTo(new Heard("PROVIDER_FAILED", "no connection to the model", List.of()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"<html>Bad gateway</html>", "data: <<<>>>\\n\\n", "data: []\\n\\n",
      "data: {\"choices\":\"none\"}\\n\\n", "''"})
  void rubbish_fails(String body) {
    ask(model(r -> ChatService.stream(r).end(body.replace("\\n", "\n"))));

    assertThat(next()).isEqualTo(new Heard("PROVIDER_FAILED", "the answer is empty", List.of()));
  }

  @Test
  void endlessLine_fails() {
    ask(model(r -> ChatService.stream(r).write("data: " + "x".repeat(EventStream.LINE_BYTES_MAX + 1))));

    assertThat(next().what()).isEqualTo("PROVIDER_FAILED");
  }

  @Test
  void hugeAnswer_isReadWhole() {
    List<String> deltas = Collections.nCopies(20_000, "word ");
    ask(saying(deltas, List.of()));

    assertThat(untilEnd().text()).hasSize(100_000);
  }

  @Test
  void cancelled_closesTheConnection() throws InterruptedException {
    ask(hangingAfter(List.of("a")));
    next();

    cancel();

    assertThat(service.closed.poll(20, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void secondQuestion_usesTheSameConnection() {
    LanguageModel model = saying(List.of("a"), List.of());
    ask(model);
    untilEnd();
    ask(model);
    untilEnd();

    assertThat(service.closed).isEmpty();
  }

  @Test
  void wrongUrl_isNamed() {
    assertThatThrownBy(() -> OpenAiOptions.from(new OptionsReader("dialogue.llm", new JsonObject())))
        .hasMessageStartingWith("dialogue.llm.baseUrl is \"\", should be");
    assertThatThrownBy(() -> OpenAiOptions.from(
        new OptionsReader("dialogue.llm", new JsonObject().put("baseUrl", "ftp://x y"))))
        .hasMessageStartingWith("dialogue.llm.baseUrl is");
  }

  @Test
  void options_keepTheKeySecret() {
    JsonObject section = new JsonObject().put("baseUrl", "https://h.example/v1/chat/completions/").put("apiKey", "k9");

    OpenAiOptions options = OpenAiOptions.from(new OptionsReader("dialogue.llm", section));

    assertThat(options.url()).isEqualTo("https://h.example/v1/chat/completions");
    assertThat(options.toString()).doesNotContain("k9");
  }
}
