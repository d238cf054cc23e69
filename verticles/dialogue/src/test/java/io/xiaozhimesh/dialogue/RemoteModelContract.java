package io.xiaozhimesh.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every language model promises that is asked over the network. */
public abstract class RemoteModelContract extends LanguageModelContract {

  protected static final String KEY = "k-123";
  private static final int ENDLESS_LINE_CHARS = 300_000;

  protected final Wire wire;
  protected StandInService service;
  private final String type;

  /**
   * @param type as the configuration names it
   * @param wire how its service writes
   */
  protected RemoteModelContract(String type, Wire wire) {
    this.type = type;
    this.wire = wire;
  }

  /** The settings that are needed to ask the stand-in, but for baseUrl and apiKey. */
  protected JsonObject settings() {
    return new JsonObject();
  }

  /** What follows the address of the stand-in in baseUrl. */
  protected String basePath() {
    return "/v1";
  }

  /** Whether asking twice does no harm. */
  protected boolean repeatable() {
    return true;
  }

  protected LanguageModel model(Handler<HttpServerResponse> answer) {
    return model(answer, new JsonObject());
  }

  protected LanguageModel model(Handler<HttpServerResponse> answer, JsonObject more) {
    service = new StandInService(vertx, answer);
    return create(settings().put("baseUrl", service.url() + basePath()).put("apiKey", KEY).mergeIn(more));
  }

  protected LanguageModel create(JsonObject section) {
    return ServiceLoader.load(LanguageModelProvider.class).stream().map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(type)).findFirst().orElseThrow()
        .create(new OptionsReader("dialogue.models.x", section), vertx);
  }

  @Override
  protected LanguageModel saying(List<String> deltas, List<ToolRequest> calls) {
    return model(r -> StandInService.stream(r).end(wire.answer(deltas, calls)));
  }

  @Override
  protected LanguageModel failingAfter(List<String> deltas) {
    return model(r -> {
      StandInService.stream(r);
      deltas.forEach(d -> r.write(wire.text(d)));
      r.end(wire.error());
    });
  }

  @Override
  protected LanguageModel hangingAfter(List<String> deltas) {
    return model(r -> {
      StandInService.stream(r);
      deltas.forEach(d -> r.write(wire.text(d)));
    });
  }

  @Test
  void answerByteByByte_isReadWhole() {
    byte[] bytes = wire.answer(List.of("Grüße, ", "世界 😀"), List.of()).getBytes(StandardCharsets.UTF_8);
    ask(model(r -> StandInService.drip(StandInService.stream(r), bytes, 0)));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Grüße, 世界 😀", List.of()));
  }

  @Test
  void carriageReturns_areLineEndsToo() {
    String crlf = wire.answer(List.of("a", "b"), List.of()).replace("\n", "\r\n");
    ask(model(r -> StandInService.stream(r).end(crlf)));

    assertThat(untilEnd().text()).isEqualTo("ab");
  }

  @ParameterizedTest
  @CsvSource({"400,BAD_REQUEST", "401,UNAUTHENTICATED", "403,UNAUTHENTICATED", "404,BAD_REQUEST", "429,OVERLOADED",
      "500,PROVIDER_FAILED", "503,UNAVAILABLE"})
  void errorStatus_failsWithItsMeaning(int status, String error) {
    ask(model(r -> r.setStatusCode(status).putHeader("content-type", "application/json")
        .end("{\"error\":{\"message\":\"no\"}}")));

    assertThat(next()).isEqualTo(new Heard(error, "the model answered with status " + status, List.of()));
  }

  @Test
  void refusalWithoutEnd_fails() {
    ask(model(r -> r.setStatusCode(400).setChunked(true).write("x".repeat(20_000))));

    assertThat(next().what()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void tooManyRequests_carriesHowLongToWait() {
    ask(model(r -> r.setStatusCode(429).putHeader("Retry-After", "7").end()));

    assertThat(next().what()).isEqualTo("OVERLOADED");
    assertThat(lastFailure().retryAfterMs()).isEqualTo(7_000);
  }

  @Test
  void noFirstToken_failsInTime() {
    ask(model(r -> StandInService.stream(r).write(": waiting\n\n"), new JsonObject().put("firstTokenMs", 100)));

    assertThat(next()).isEqualTo(new Heard("TIMEOUT", "no first token in time", List.of()));
  }

  @Test
  void silenceInTheMiddle_failsInTime() {
    ask(model(r -> StandInService.stream(r).write(wire.text("a")), new JsonObject().put("idleMs", 100)));

    assertThat(next().text()).isEqualTo("a");
    assertThat(next()).isEqualTo(new Heard("TIMEOUT", "the model fell silent", List.of()));
  }

  @Test
  void answerThatNeverEnds_failsInTime() {
    ask(model(r -> {
      StandInService.stream(r);
      vertx.setPeriodic(20, t -> r.write(wire.text("x")).onFailure(gone -> vertx.cancelTimer(t)));
    }, new JsonObject().put("totalMs", 500)));

    Heard end = untilEnd();
    assertThat(end.what()).isEqualTo("TIMEOUT");
    assertThat(end.text()).startsWith("x");
  }

  @Test
  void connectionCut_fails() {
    ask(model(r -> StandInService.stream(r).write(wire.text("a")).onSuccess(v -> r.reset())));

    assertThat(next().text()).isEqualTo("a");
    assertThat(next().what()).isEqualTo("PROVIDER_FAILED");
  }

  @Test
  void keptConnectionClosedBeforeTheAnswer_isTriedAgainOnceIfThatDoesNoHarm() {
    AtomicInteger times = new AtomicInteger();
    ask(model(r -> {
      if (times.getAndIncrement() == 0) {
        r.reset();
      } else {
        StandInService.stream(r).end(wire.answer(List.of("Hi."), List.of()));
      }
    }));

    assertThat(untilEnd().what()).isEqualTo(repeatable() ? "ended" : "PROVIDER_FAILED");
    assertThat(service.asked).hasSize(repeatable() ? 2 : 1);
  }

  @Test
  void connectionAlwaysClosedBeforeTheAnswer_fails() {
    ask(model(HttpServerResponse::reset));

    assertThat(next()).isEqualTo(new Heard("PROVIDER_FAILED", "the model closed the connection", List.of()));
    assertThat(service.asked).hasSize(repeatable() ? 2 : 1);
  }

  @Test
  void nobodyListens_fails() {
    ask(create(settings().put("baseUrl", "http://127.0.0.1:1/v1").put("apiKey", KEY)));

    assertThat(next()).isEqualTo(new Heard("PROVIDER_FAILED", "no connection to the model", List.of()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"<html>Bad gateway</html>", "data: <<<>>>\\n\\n", "data: []\\n\\n",
      "data: {\"choices\":\"none\"}\\n\\n", "data: null\\n\\n", "''"})
  void rubbish_fails(String body) {
    ask(model(r -> StandInService.stream(r).end(body.replace("\\n", "\n"))));

    assertThat(next()).isEqualTo(new Heard("PROVIDER_FAILED", "the answer is empty", List.of()));
  }

  @Test
  void endlessLine_fails() {
    ask(model(r -> StandInService.stream(r).write("data: " + "x".repeat(ENDLESS_LINE_CHARS))));

    assertThat(next().what()).isEqualTo("PROVIDER_FAILED");
  }

  @Test
  void hugeAnswer_isReadWhole() {
    ask(saying(Collections.nCopies(20_000, "word "), List.of()));

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
}
