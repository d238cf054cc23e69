package io.xiaozhimesh.dialogue.intents;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolPhrasesDeclared;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Take a note: call Anna at 10:30, please! | add_note | call Anna at 10:30 please",
      "please take a note buy 2.5 kg flour. | add_note | buy 2.5 kg flour",
      "记一下：明天买牛奶。 | add_note | 明天买牛奶",
      "请记一下 buy milk | add_note | buy milk",
      "Add eggs to my list | add_note | eggs",
      "What is 17 plus 25? | sum | 17 + 25",
      "what is two plus two | sum | two + two",
      "3+5等于多少？ | zh_sum | 3+5",
      "一百除以八等于多少 | zh_sum | 一百除以八"})
  void phraseWithPlaces_callsItsToolWithWhatWasSaid(String said, String tool, String argument) {
    declareFree();

    Outcome.UseTool use = use(said);

    assertThat(use.tool()).isEqualTo(tool);
    assertThat(new JsonObject(use.argumentsJson())).isEqualTo(new JsonObject().put("x", argument).put("n", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"take a note", "what is love plus hate", "what is the plan plus the budget", "爱等于多少",
      "do not take a note buy milk"})
  void placesThatDoNotFit_areNotTaken(String said) {
    declareFree();

    assertThat(intent.match(utterance(said))).isEmpty();
  }

  @Test
  void phraseWithPlacesWhoseToolFails_isPassedOn() {
    declareFree();

    Outcome failed = after("what is 1 plus one dog", ToolResultKind.THINK, "I can't.", true);

    assertThat(failed).isEqualTo(new Outcome.PassOn((Outcome.Say) say("I can't.", "sad", false)));
  }

  @Test
  void phraseOfPlacesOnlyOrEndlessText_isNotTaken() {
    declare("a", "greedy", "{x}");
    declareFree();

    assertThat(intent.match(utterance("anything"))).isEmpty();
    assertThat(intent.match(utterance("take a note " + "x".repeat(1_000)))).isEmpty();
  }

  private void declareFree() {
    assertThat(intent.declared(new ToolPhrasesDeclared("free", List.of(
        new ToolPhrase("add_note", "en-US", "take a note {text}", "{\"x\":\"{text}\",\"n\":1}"),
        new ToolPhrase("add_note", "en-US", "add {text} to my list", "{\"x\":\"{text}\",\"n\":1}"),
        new ToolPhrase("add_note", "zh-CN", "记一下{text}", "{\"x\":\"{text}\",\"n\":1}"),
        new ToolPhrase("sum", "en-US", "what is {a:number} plus {b:number}", "{\"x\":\"{a} + {b}\",\"n\":1}"),
        new ToolPhrase("zh_sum", "zh-CN", "{a:number}等于多少", "{\"x\":\"{a}\",\"n\":1}"))))).isTrue();
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
