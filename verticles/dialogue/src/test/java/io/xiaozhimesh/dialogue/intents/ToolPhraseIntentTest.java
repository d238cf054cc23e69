package io.xiaozhimesh.dialogue.intents;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolPhrasesDeclared;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolPhraseIntentTest {

  private static final Surroundings AROUND = new Surroundings(
      ZonedDateTime.parse("2026-02-17T15:05:00+08:00"), new SplittableRandom(1), "", "Xiaozhi", "", List.of());

  private final ToolPhraseIntent intent = new ToolPhraseIntent();

  @ParameterizedTest
  @ValueSource(strings = {"roll the dice", "Roll the dice!", "could you roll the dice please"})
  void declaredPhrase_callsItsTool(String said) {
    declare("a", "dice", "roll the dice");

    Outcome.UseTool use = use(said);

    assertThat(use.tool()).isEqualTo("dice");
    assertThat(use.argumentsJson()).isEqualTo("{\"n\":1}");
  }

  @Test
  void wordsNearAPhrase_areNotTakenForIt() {
    declare("a", "dice", "roll the dice");

    assertThat(intent.match(utterance("do not roll the dice"))).isEmpty();
    assertThat(intent.match(utterance("roll"))).isEmpty();
    assertThat(intent.phrases()).isEmpty();
  }

  @Test
  void laterDeclaration_replacesThatOfTheSameSourceOnly() {
    declare("a", "dice", "roll the dice");
    declare("b", "lamp", "lamp on");

    declare("a", "coin", "flip a coin");
    assertThat(intent.match(utterance("roll the dice"))).isEmpty();
    assertThat(use("flip a coin").tool()).isEqualTo("coin");
    assertThat(use("lamp on").tool()).isEqualTo("lamp");

    assertThat(intent.declared(new ToolPhrasesDeclared("a", List.of()))).isTrue();
    assertThat(intent.match(utterance("flip a coin"))).isEmpty();
  }

  @Test
  void intentOfTheMesh_isAskedBeforeAPluginWithTheSameWords() {
    declare("a", "clock", "what time is it");
    declare("b", "cat", "tell me a joke about a cat");
    Intents intents = Intents.allAnd(intent);

    assertThat(intents.match(utterance("what time is it")).orElseThrow().intent()).isEqualTo("time");
    assertThat(intents.match(Utterance.of("tell me a joke about a cat", "en-US", true, AROUND)).orElseThrow().intent())
        .isEqualTo(ToolPhraseIntent.NAME);
  }

  @Test
  void resultOfTheTool_isSpokenByItsKind() {
    declare("a", "dice", "roll the dice");

    assertThat(after("roll the dice", ToolResultKind.SAY, "four", false)).isEqualTo(say("four", "neutral", false));
    assertThat(after("roll the dice", ToolResultKind.THINK, "four", false)).isEqualTo(say("four", "neutral", false));
    assertThat(after("roll the dice", ToolResultKind.SILENT, "", false)).isEqualTo(say("", "neutral", false));
    assertThat(after("roll the dice", ToolResultKind.END_SESSION, "bye", false)).isEqualTo(say("bye", "happy", true));
  }

  @Test
  void failureOfTheTool_isSpokenInTheLanguageOfTheQuestion() {
    declare("a", "dice", "roll the dice");
    declare("b", "dice", "掷骰子");

    assertThat(after("roll the dice", ToolResultKind.THINK, "It is lost.", true)).isEqualTo(say("It is lost.", "sad", false));
    assertThat(after("roll the dice", ToolResultKind.THINK, "", true))
        .isEqualTo(say("Sorry, that did not work.", "sad", false));
    assertThat(after("掷骰子", ToolResultKind.THINK, "It is lost.", true)).isEqualTo(say("抱歉，没有成功。", "sad", false));
  }

  @Test
  void tooMuch_isLeftOut() {
    for (int i = 0; i < ToolPhraseIntent.SOURCES_MAX; i++) {
      declare("source " + i, "tool", "words " + i);
    }

    assertThat(intent.declared(declaration("one more", "tool", "more words"))).isFalse();
    assertThat(intent.match(utterance("more words"))).isEmpty();
    assertThat(intent.declared(new ToolPhrasesDeclared("source 0", Collections.nCopies(
        ToolPhraseIntent.PHRASES_MAX + 1, new ToolPhrase("t", "en-US", "many", "{}"))))).isFalse();
    assertThat(use("many").tool()).isEqualTo("t");
  }

  private Outcome after(String said, ToolResultKind kind, String text, boolean failed) {
    return use(said).then().apply(new Outcome.ToolReply(text, failed, kind));
  }

  private Outcome.UseTool use(String said) {
    return (Outcome.UseTool) intent.match(utterance(said)).orElseThrow();
  }

  private void declare(String source, String tool, String words) {
    assertThat(intent.declared(declaration(source, tool, words))).isTrue();
  }

  private static ToolPhrasesDeclared declaration(String source, String tool, String words) {
    return new ToolPhrasesDeclared(source, List.of(new ToolPhrase(tool, "en-US", words, "{\"n\":1}")));
  }

  private static Outcome.Say say(String text, String emotion, boolean end) {
    return new Outcome.Say(text, emotion, end);
  }

  private static Utterance utterance(String said) {
    return Utterance.of(said, "en-US", false, AROUND);
  }
}
