package io.xiaozhimesh.asr.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineContract;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.Recognition;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandsEngineTest extends AsrEngineContract {

  private static final String JOKE = "tell me a joke";
  private static final String LAMP = "turn on the lamp";

  private final Kevin kevin = new Kevin();
  private final Metrics metrics = Metrics.inMemory();
  private AsrEngine engine;

  @BeforeAll
  void load() {
    JsonObject options = new JsonObject().put("recognisers", 2).put("utterancesMax", 8);
    engine = new CommandsEngineProvider().create(new OptionsReader("asr.commands", options),
        new EngineContext(null, MeshClock.system(), metrics));
  }

  @BeforeEach
  void declare() {
    listenFor(english(JOKE, "what is the battery level", "go to sleep"));
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @Override
  protected AsrEngine engine() {
    return engine;
  }

  @Override
  protected short[] utterance() {
    return kevin.say(JOKE);
  }

  @Override
  protected String words() {
    return JOKE;
  }

  @Test
  void wordsOutsideTheGrammar_spoken_areRefused() {
    long refused = metrics.counted("mesh.asr.commands.verdict", "reason", "out_of_grammar");

    assertThat(recognise(kevin.say("the quick brown fox jumps over the lazy dog")).text()).isEmpty();
    assertThat(metrics.counted("mesh.asr.commands.verdict", "reason", "out_of_grammar")).isEqualTo(refused + 1);
  }

  @Test
  void phrase_insideALongerSentence_isRefused() {
    assertThat(recognise(kevin.say("my sister said that you should never tell me a joke in the evening")).text())
        .isEmpty();
  }

  @Test
  void newPhrases_declared_replaceTheOldOnes() {
    listenFor(english(LAMP));

    assertThat(recognise(kevin.say(LAMP)).text()).isEqualTo(LAMP);
    assertThat(recognise(kevin.say(JOKE)).text()).isEmpty();
  }

  @Test
  void noPhrases_declared_understandsNothing() {
    listenFor(List.of());

    assertThat(recognise(utterance()).text()).isEmpty();
  }

  @Test
  void phrasesChange_whileUtterancesAreOpen_theyAreStillAnswered() {
    List<Recognition> open = Stream.generate(this::open).limit(6).toList();
    open.forEach(recognition -> recognition.accept(utterance()));
    CompletionStage<Void> compiled = engine.phrases(english(JOKE, LAMP));

    assertThat(open).allSatisfy(recognition ->
        assertThat(recognition.finish().toCompletableFuture().join().text()).isEqualTo(JOKE));
    compiled.toCompletableFuture().join();
    assertThat(recognise(kevin.say(LAMP)).text()).isEqualTo(LAMP);
  }

  @Test
  void severalDeclarationsAtOnce_theLastHolds() {
    CompletableFuture.allOf(
        engine.phrases(english("good morning")).toCompletableFuture(),
        engine.phrases(english("nice to meet you")).toCompletableFuture(),
        engine.phrases(english(LAMP)).toCompletableFuture()).join();

    assertThat(recognise(kevin.say(LAMP)).text()).isEqualTo(LAMP);
  }

  @Test
  void closed_finish_fails() {
    JsonObject options = new JsonObject().put("recognisers", 1);
    AsrEngine other = new CommandsEngineProvider().create(new OptionsReader("asr.commands", options),
        new EngineContext(null, MeshClock.system(), metrics));
    Recognition recognition = other.open("en", interim -> { });
    recognition.accept(utterance());
    other.close();

    assertThat(recognition.finish().toCompletableFuture()).isCompletedExceptionally();
  }

  private void listenFor(List<Phrase> phrases) {
    engine.phrases(phrases).toCompletableFuture().join();
  }

  private static List<Phrase> english(String... phrases) {
    return Stream.of(phrases).map(phrase -> new Phrase("en", phrase)).toList();
  }
}
