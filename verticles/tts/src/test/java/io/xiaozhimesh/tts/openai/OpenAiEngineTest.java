package io.xiaozhimesh.tts.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.RecordingSink;
import io.xiaozhimesh.tts.Synthesis;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineContract;
import io.xiaozhimesh.tts.remote.HttpEngine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiEngineTest extends TtsEngineContract {

  private SpeechService service;

  private JsonObject section() {
    return new JsonObject().put("url", service.url()).put("key", "k-1").put("firstByteMs", 10_000).put("idleMs", 2_000)
        .put("languages", new JsonArray().add("en").add("zh"));
  }

  @Override
  protected TtsEngine open(EngineContext context) throws Exception {
    service = new SpeechService(vertx);
    return create(section());
  }

  private TtsEngine create(JsonObject section) {
    return new OpenAiEngineProvider().create(new OptionsReader("tts.openai", section),
        new EngineContext(vertx, workers, MeshClock.system(), Metrics.inMemory())).orElseThrow();
  }

  private static short[] samples(Buffer sound) {
    short[] samples = new short[sound.length() / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sound.getShortLE(2 * i);
    }
    return samples;
  }

  @Test
  void question_hasTheDocumentedShape() {
    RecordingSink sink = new RecordingSink();
    engine.synthesise("hello", "en", "nova", sink);
    assertThat(sink.awaitEnd()).isNull();

    assertThat(service.questions).containsExactly(new JsonObject().put("model", OpenAiOptions.DEFAULT_MODEL)
        .put("input", "hello").put("response_format", "pcm").put("voice", "nova"));
    assertThat(service.authorizations).containsExactly("Bearer k-1");
  }

  @Test
  void unknownVoice_becomesTheDefault() {
    RecordingSink sink = new RecordingSink();
    engine.synthesise("hello", "en", "kevin16", sink);
    assertThat(sink.awaitEnd()).isNull();

    assertThat(service.questions.peek().getString("voice")).isEqualTo("alloy");
  }

  @Test
  void sound_inOddPieces_isExact() {
    RecordingSink sink = say("hello there");

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.all()).isEqualTo(samples(SpeechService.sound("hello there")));
    assertThat(sink.rateHz()).isEqualTo(24_000);
  }

  @Test
  void sound_byteByByte_isExact() {
    RecordingSink sink = say("bytes one by one");

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.all()).isEqualTo(samples(SpeechService.sound("bytes one by one").slice(0, 4_800)));
  }

  @Test
  void wav_isRead() {
    RecordingSink sink = new RecordingSink();
    try (TtsEngine wav = create(section().put("format", "wav"))) {
      wav.synthesise("hello there", "en", "", sink);
      assertThat(sink.awaitEnd()).isNull();
    }
    assertThat(sink.all()).isEqualTo(samples(SpeechService.sound("hello there")));
  }

  @ParameterizedTest
  @CsvSource({"401, UNAUTHENTICATED", "403, UNAUTHENTICATED", "400, BAD_REQUEST", "404, BAD_REQUEST", "429, OVERLOADED",
      "500, PROVIDER_FAILED", "503, UNAVAILABLE", "504, TIMEOUT", "302, PROVIDER_FAILED", "204, PROVIDER_FAILED"})
  void refusal_becomesAnErrorOfTheMesh(int status, MeshError error) {
    RecordingSink sink = say("status " + status);

    assertThat(sink.awaitEnd().error()).isEqualTo(error);
    assertThat(sink.chunkCount()).isZero();
  }

  @Test
  void serviceThatNeverAnswers_timesOutAtTheFirstByte() {
    RecordingSink sink = new RecordingSink();
    try (TtsEngine impatient = create(section().put("firstByteMs", 200))) {
      impatient.synthesise("never", "en", "", sink);

      assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.TIMEOUT);
      assertThat(sink.awaitEnd()).hasMessageContaining("200");
    }
  }

  @Test
  void serviceThatStalls_timesOutAfterTheIdleTime_withWhatItSaid() {
    RecordingSink sink = new RecordingSink();
    try (TtsEngine impatient = create(section().put("idleMs", 200))) {
      impatient.synthesise("stall", "en", "", sink);

      assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.TIMEOUT);
      assertThat(sink.all()).hasSize(4_800);
    }
  }

  @Test
  void connectionCut_inTheMiddle_fails() {
    RecordingSink sink = say("cut");

    assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void pageInsteadOfSound_fails() {
    RecordingSink sink = say("html");

    assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.PROVIDER_FAILED);
    assertThat(sink.chunkCount()).isZero();
  }

  @Test
  void answerWithoutSound_fails() {
    assertThat(say("silent").awaitEnd().error()).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void serviceThatNeverStops_isBrokenOff() {
    RecordingSink sink = say("endless");

    assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.PROVIDER_FAILED);
    assertThat(sink.all().length).isLessThanOrEqualTo(HttpEngine.SOUND_BYTES_MAX / 2);
  }

  @Test
  void serviceThatIsNotThere_isUnavailable() {
    try (TtsEngine nobody = create(section().put("url", "http://127.0.0.1:1/v1"))) {
      RecordingSink sink = new RecordingSink();
      nobody.synthesise("hello", "en", "", sink);
      assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.UNAVAILABLE);
    }
  }

  @Test
  void cancel_closesTheConnection() throws Exception {
    RecordingSink sink = new RecordingSink();
    Synthesis synthesis = engine.synthesise("endless", "en", "", sink);
    assertThat(sink.awaitSound()).isTrue();
    synthesis.cancel();

    CountDownLatch reset = new CountDownLatch(1);
    vertx.setPeriodic(5, id -> {
      if (service.resets.get() > 0) {
        reset.countDown();
      }
    });
    assertThat(reset.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(sink.hasEnded()).isFalse();
  }

  @Test
  void noAddress_isNotOffered() {
    assertThat(new OpenAiEngineProvider().create(new OptionsReader("tts.openai", new JsonObject()),
        new EngineContext(vertx, workers, MeshClock.system(), Metrics.inMemory()))).isEmpty();
  }

  @Test
  void wrongSettings_areNamed() {
    assertThatThrownBy(() -> create(section().put("format", "mp3"))).hasMessageContaining("tts.openai.format");
    assertThatThrownBy(() -> create(section().put("url", "ftp://x"))).hasMessageContaining("tts.openai.url");
  }

  @Test
  void key_neverShows() {
    assertThat(OpenAiOptions.from(new OptionsReader("tts.openai", section())).toString()).doesNotContain("k-1");
  }
}
