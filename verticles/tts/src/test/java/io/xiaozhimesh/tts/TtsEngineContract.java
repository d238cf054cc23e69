package io.xiaozhimesh.tts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.tts.internal.BoundedWorkers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every engine promises. */
@Timeout(60)
public abstract class TtsEngineContract {

  protected Vertx vertx;
  protected BoundedWorkers workers;
  protected TtsEngine engine;

  /** The engine under test. */
  protected abstract TtsEngine open(EngineContext context) throws Exception;

  protected String language() {
    return "en-US";
  }

  /** Two to six seconds long when spoken. */
  protected String text() {
    return "The weather is fine today, with twenty five degrees and a light wind.";
  }

  @BeforeEach
  void openEngine() throws Exception {
    vertx = Vertx.vertx();
    workers = new BoundedWorkers("tts-contract", 2, 100);
    engine = open(new EngineContext(vertx, workers, MeshClock.system(), Metrics.inMemory()));
  }

  @AfterEach
  void closeEngine() throws Exception {
    if (engine != null) {
      engine.close();
    }
    workers.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  protected final RecordingSink say(String text) {
    RecordingSink sink = new RecordingSink();
    engine.synthesise(text, language(), "", sink);
    return sink;
  }

  @Test
  void sentence_synthesised_isAudibleAndOfPlausibleLength() {
    RecordingSink sink = say(text());

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.durationMs()).isBetween(1_500, 7_000);
    assertThat(RecordingSink.rms(sink.all())).isGreaterThan(800);
    assertThat(sink.violations()).isEmpty();
  }

  @Test
  protected void sentence_synthesised_comesInPieces() {
    RecordingSink sink = say(text());

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.chunkCount()).isGreaterThan(1);
  }

  @Test
  void language_ofTheText_isSupported() {
    assertThat(engine.supports(language())).isTrue();
    assertThat(engine.supports("tlh")).isFalse();
  }

  @Test
  protected void cancelledInTheMiddle_synthesis_saysNothingMore() throws Exception {
    RecordingSink sink = new RecordingSink();
    AtomicReference<Synthesis> synthesis = new AtomicReference<>();
    sink.onPcm(pcm -> {
      if (synthesis.get() != null) {
        synthesis.get().cancel();
      }
    });
    String threeTimes = text() + " " + text() + " " + text();
    synthesis.set(engine.synthesise(threeTimes.substring(0, Math.min(380, threeTimes.length())), language(), "", sink));
    assertThat(sink.awaitSound()).isTrue();
    synthesis.get().cancel();
    int before = sink.chunkCount();

    RecordingSink another = say(text());

    assertThat(another.awaitEnd()).isNull();
    assertThat(sink.chunkCount()).isLessThanOrEqualTo(before + 1);
    assertThat(sink.violations()).isEmpty();
  }

  @Test
  void cancelledTwice_synthesis_isHarmless() {
    RecordingSink sink = new RecordingSink();
    Synthesis synthesis = engine.synthesise(text(), language(), "", sink);

    synthesis.cancel();
    synthesis.cancel();

    assertThat(say(text()).awaitEnd()).isNull();
  }

  @Test
  void emptyOrPunctuationOnly_text_completesWithoutSound() {
    for (String text : List.of("", " ", "...", "?!", "—", "。！？", "\u0000\u0007")) {
      RecordingSink sink = say(text);
      assertThat(sink.awaitEnd()).as("text %s", Arrays.toString(text.getBytes())).isNull();
      assertThat(RecordingSink.rms(sink.all())).isLessThan(50);
    }
  }

  @Test
  void oddCharacters_text_neverFail() {
    for (String text : List.of("a/b\\c <d> {e} [f] ^ ~ ` | * + = \" '", "<speak>&amp;</speak>", "[[h@loU]] hello",
        "100% of $5.99 @ 10:30 №5 ½ 25°C", "emoji 😀 here", "-v --help", "null\u0000inside", "\ud800 lone")) {
      assertThat(say(text).awaitEnd()).as(text).isNull();
    }
  }

  @Test
  void tooLong_text_isRefused() {
    RecordingSink sink = say("word ".repeat(Limits.SENTENCE_CHARS_MAX));

    assertThat(sink.awaitEnd().error()).isEqualTo(MeshError.BAD_REQUEST);
    assertThat(sink.chunkCount()).isZero();
  }

  @Test
  void longestAllowed_text_isSpoken() {
    RecordingSink sink = say((text() + " ").repeat(40).substring(0, Limits.SENTENCE_CHARS_MAX));

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.durationMs()).isBetween(2_000, 120_000);
  }

  @Test
  void severalAtOnce_syntheses_areAllComplete() {
    List<RecordingSink> sinks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sinks.add(say(text()));
    }

    for (RecordingSink sink : sinks) {
      assertThat(sink.awaitEnd()).isNull();
      assertThat(sink.durationMs()).isBetween(1_500, 7_000);
      assertThat(sink.violations()).isEmpty();
    }
  }

  @Test
  void unknownVoice_sentence_isSpokenWithTheDefault() {
    RecordingSink sink = new RecordingSink();
    engine.synthesise(text(), language(), "no-such-voice", sink);

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.durationMs()).isGreaterThan(1_000);
  }
}
