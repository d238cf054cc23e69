package io.xiaozhimesh.bench.load.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.Recognition;
import io.xiaozhimesh.asr.Transcript;
import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 10, timeUnit = TimeUnit.SECONDS)
class ScriptedEnginesTest {

  private static final OptionsReader NOTHING_SET = new OptionsReader("x", new JsonObject());

  @Test
  void stages_findScriptedEngines_asServices() {
    assertThat(ServiceLoader.load(AsrEngineProvider.class)).anyMatch(p -> p.name().equals("scripted"));
    assertThat(ServiceLoader.load(LanguageModelProvider.class)).anyMatch(p -> p.name().equals("scripted"));
    assertThat(ServiceLoader.load(TtsEngineProvider.class)).anyMatch(p -> p.name().equals("scripted"));
    assertThat(new ScriptedAsrEngineProvider().rank(NOTHING_SET)).isZero();
  }

  private static AsrEngine asr() {
    return new ScriptedAsrEngineProvider().create(NOTHING_SET,
        new io.xiaozhimesh.asr.EngineContext(null, MeshClock.system(), Metrics.inMemory()));
  }

  @Test
  void utterance_finished_isUnderstoodAfterTheStatedTime() throws Exception {
    try (AsrEngine engine = asr()) {
      Recognition recognition = engine.open("", text -> { });
      recognition.accept(new short[160]);
      long startNs = System.nanoTime();
      Transcript transcript = recognition.finish().toCompletableFuture().get();
      assertThat(transcript.text()).isEqualTo("this is a scripted question");
      assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(119_000_000L);
    }
  }

  @Test
  void utteranceWithoutSound_finished_isEmpty() throws Exception {
    try (AsrEngine engine = asr()) {
      assertThat(engine.open("", text -> { }).finish().toCompletableFuture().get().text()).isEmpty();
    }
  }

  @Test
  void utterance_cancelledOrEngineClosed_failsWithAMeshError() {
    AsrEngine engine = asr();
    Recognition cancelled = engine.open("", text -> { });
    CompletionStage<Transcript> first = cancelled.finish();
    cancelled.cancel();
    CompletionStage<Transcript> second = engine.open("", text -> { }).finish();
    engine.close();
    assertThat(first.toCompletableFuture()).isCompletedExceptionally();
    assertThat(second.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void model_asked_answersOnceWithOneSentence(Vertx vertx, VertxTestContext test) {
    List<String> heard = new ArrayList<>();
    new ScriptedLanguageModelProvider().create(NOTHING_SET, vertx).generate(
        new ModelRequest("", List.of(ChatMessage.of(ChatMessage.Author.USER, ScriptedSpeech.question(7))), List.of()),
        new ModelListener() {
          @Override
          public void text(String delta) {
            heard.add(delta);
          }

          @Override
          public void ended(List<ToolRequest> calls) {
            test.verify(() -> {
              assertThat(heard).containsExactly("This is a scripted answer of 7 seconds.");
              assertThat(calls).isEmpty();
              test.completeNow();
            });
          }

          @Override
          public void failed(MeshException failure) {
            test.failNow(failure);
          }
        });
  }

  @Test
  void voice_asked_saysTheLengthThatTheSentenceNames(Vertx vertx, VertxTestContext test) {
    TtsEngine engine = new ScriptedTtsEngineProvider()
        .create(NOTHING_SET, new EngineContext(vertx, Runnable::run, MeshClock.system(), Metrics.inMemory())).orElseThrow();
    List<Integer> lengths = new ArrayList<>();
    engine.synthesise("This is a scripted answer of 2 seconds.", "en", "", new SpeechSink() {
      @Override
      public void pcm(short[] samples, int sampleRateHz) {
        lengths.add(samples.length * 1000 / sampleRateHz);
      }

      @Override
      public void completed() {
        test.verify(() -> {
          assertThat(lengths).containsExactly(2_000);
          test.completeNow();
        });
      }

      @Override
      public void failed(MeshException failure) {
        test.failNow(failure);
      }
    });
  }

  @Test
  void speech_lengths_haveBounds() {
    assertThat(ScriptedSpeech.lengthMs("anything")).isEqualTo(ScriptedSpeech.USUAL_MS);
    assertThat(ScriptedSpeech.lengthMs("of 999 seconds")).isEqualTo(ScriptedSpeech.LONGEST_MS);
    assertThat(ScriptedSpeech.lengthMs("of 0 seconds")).isEqualTo(1_000);
    assertThat(ScriptedSpeech.answer("hello")).isEqualTo("This is a scripted answer.");
  }

  @Test
  void sound_first10Ms_areAudible() {
    short[] pcm = ScriptedTtsEngine.sound(100);
    double sum = 0;
    for (int i = 0; i < 160; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    assertThat(Math.sqrt(sum / 160)).isGreaterThan(1_000);
  }
}
