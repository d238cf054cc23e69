package io.xiaozhimesh.tts.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.RecordingSink;
import io.xiaozhimesh.tts.Synthesis;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineContract;
import io.xiaozhimesh.tts.TtsEngineProvider;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every engine that asks a service promises, whatever the service does. */
public abstract class RemoteVoiceContract extends TtsEngineContract {

  protected StandIn service;
  private EngineContext context;

  /** The type under test. */
  protected abstract TtsEngineProvider provider();

  /** A fresh service. */
  protected abstract StandIn start() throws Exception;

  /** Settings with which the type finds the service, and with the service's keys. */
  protected abstract JsonObject settings();

  /** Whether sound comes before everything has been said. */
  protected boolean streams() {
    return true;
  }

  /** The samples that must come for a text. */
  protected short[] expected(String text) {
    var sound = service.sound(text);
    short[] samples = new short[sound.length() / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sound.getShortLE(2 * i);
    }
    return samples;
  }

  @Override
  protected final TtsEngine open(EngineContext context) throws Exception {
    this.context = context;
    service = start();
    return create(common());
  }

  @AfterEach
  void everyRequest_wasAsTheServiceDocumentsIt() {
    assertThat(service.complaint.get()).isNull();
  }

  protected final JsonObject common() {
    return settings().put("firstByteMs", 10_000).put("idleMs", 5_000)
        .put("languages", new JsonArray().add("en").add("zh"));
  }

  protected final TtsEngine create(JsonObject section) {
    OptionsReader reader = new OptionsReader("tts.providers.x", section);
    TtsEngine made = provider().create(reader, context).orElseThrow();
    reader.refuseUnread();
    return made;
  }

  protected final RecordingSink sayWith(JsonObject section, String text) {
    RecordingSink sink = new RecordingSink();
    try (TtsEngine other = create(section)) {
      other.synthesise(text, language(), "", sink);
      sink.awaitEnd();
    }
    return sink;
  }

  @Override
  @Test
  protected void sentence_synthesised_comesInPieces() {
    RecordingSink sink = say(text());

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.chunkCount()).isGreaterThanOrEqualTo(streams() ? 2 : 1);
  }

  @Test
  void sound_inOddPieces_isExactAndInOrder() {
    RecordingSink sink = say("hello there");

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.rateHz()).isEqualTo(service.rateHz());
    assertThat(sink.all()).isEqualTo(expected("hello there"));
  }

  @Test
  void sound_byteByByte_isExactAndInOrder() {
    service.behaviour = Behaviour.BYTE_BY_BYTE;
    RecordingSink sink = say("hi");

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.all()).isEqualTo(expected("hi"));
  }

  @Test
  void sentenceInMandarin_isSpoken() {
    RecordingSink sink = new RecordingSink();
    engine.synthesise("今天天气很好，我们出去走走吧。", "zh-CN", "", sink);

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.all()).isEqualTo(expected("今天天气很好，我们出去走走吧。"));
  }

  @ParameterizedTest
  @CsvSource({"401, UNAUTHENTICATED", "403, UNAUTHENTICATED", "429, OVERLOADED", "500, PROVIDER_FAILED",
      "502, PROVIDER_FAILED"})
  void refusal_becomesAnErrorOfTheMesh(int status, MeshError error) {
    service.refusal = status;
    RecordingSink sink = say("hello");

    assertThat(sink.awaitEnd().error()).isEqualTo(error);
    assertThat(sink.chunkCount()).isZero();
  }

  @Test
  void tooManyRequests_sayWhenToComeBack() {
    service.refusal = 429;

    assertThat(say("hello").awaitEnd().retryAfterMs()).isEqualTo(7_000);
  }

  @Test
  void serviceThatNeverAnswers_timesOutAtTheFirstByte() {
    service.behaviour = Behaviour.SILENT;
    RecordingSink sink = sayWith(common().put("firstByteMs", 300), "hello");

    assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.TIMEOUT);
    assertThat(sink.awaitEnd()).hasMessageContaining("300");
  }

  @Test
  void serviceThatStalls_timesOut_withWhatItSaid() {
    service.behaviour = Behaviour.STALLING;
    RecordingSink sink = sayWith(common().put("idleMs", 300), "hello there, how are you");

    assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.TIMEOUT);
    short[] whole = expected("hello there, how are you");
    assertThat(sink.all()).hasSizeLessThan(whole.length).isEqualTo(Arrays.copyOf(whole, sink.all().length));
    assertThat(sink.chunkCount() > 0).isEqualTo(streams());
  }

  @Test
  void connectionCut_inTheMiddle_fails() {
    service.behaviour = Behaviour.CUT;

    assertThat(say("hello there, how are you").awaitEnd().error()).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void rubbish_insteadOfSound_fails() {
    service.behaviour = Behaviour.RUBBISH;
    RecordingSink sink = say("hello");

    assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.PROVIDER_FAILED);
    assertThat(sink.chunkCount()).isZero();
  }

  @Test
  void answerWithoutSound_fails() {
    service.behaviour = Behaviour.EMPTY;

    assertThat(say("hello").awaitEnd().error()).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void serviceThatNeverStops_isBrokenOff() throws Exception {
    service.behaviour = Behaviour.ENDLESS;
    RecordingSink sink = say("hello there, how are you");

    assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.PROVIDER_FAILED);
    assertThat(service.closedEarly.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void serviceThatIsNotThere_isUnavailable() {
    String address = settings().getString("url").replace(":" + service.port(), ":1");

    assertThat(sayWith(common().put("url", address), "hello").awaitEnd().error()).isEqualTo(MeshError.UNAVAILABLE);
  }

  @Test
  void cancel_closesTheConnection() throws Exception {
    service.behaviour = Behaviour.STALLING;
    RecordingSink sink = new RecordingSink();
    Synthesis synthesis = engine.synthesise("hello there, how are you", language(), "", sink);
    if (streams()) {
      assertThat(sink.awaitSound()).isTrue();
    } else {
      assertThat(service.asked.await(10, TimeUnit.SECONDS)).isTrue();
    }
    synthesis.cancel();

    assertThat(service.closedEarly.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(sink.hasEnded()).isFalse();
  }

  @Test
  void withoutItsKeyOrAddress_typeIsNotOfferedOrAsksNothing() {
    assertThat(provider().create(new OptionsReader("tts.providers.x", new JsonObject()), context).isPresent())
        .isEqualTo(needsNothing());
  }

  /** Whether the type works as it is, without any setting. */
  protected boolean needsNothing() {
    return false;
  }
}
