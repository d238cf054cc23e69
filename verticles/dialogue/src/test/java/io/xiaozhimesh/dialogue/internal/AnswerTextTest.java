package io.xiaozhimesh.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

  private record Result(List<String> spoken, List<TextToolCall> calls) {
  }

  private static Result read(String text, int chunk) {
    AnswerText answer = new AnswerText(new SentenceSplitter(200, Integer.MAX_VALUE));
    List<Sentence> all = new ArrayList<>();
    for (int i = 0; i < text.length(); i += chunk) {
      all.addAll(answer.accept(text.substring(i, Math.min(text.length(), i + chunk))));
    }
    all.addAll(answer.finish());
    return new Result(all.stream().map(Sentence::text).toList(), answer.calls());
  }

  @Test
  void thoughts_areNeverSpoken() {
    assertThat(read("<think>He wants. A joke.</think>Here it is. <THINKING>x</Thinking>Ha.", 1).spoken())
        .containsExactly("Here it is.", "Ha.");
  }

  @Test
  void thoughtThatNeverEnds_hidesTheRest() {
    assertThat(read("Yes. <think>and so on. ", 3).spoken()).containsExactly("Yes.");
  }

  @Test
  void closingTagWithoutOpening_isLeftOut() {
    assertThat(read("done</think> Now.", 2).spoken()).containsExactly("done Now.");
  }

  @Test
  void angleBracketsInText_stay() {
    assertThat(read("It is 3 < 5 and <thin> too.", 1).spoken()).containsExactly("It is 3 < 5 and too.");
  }

  @Test
  void taggedToolCall_isKeptAside() {
    Result result = read(
        "One moment. <tool_call>\n{\"name\": \"get_x\", \"arguments\": {\"a\": \"}\"}}\n</tool_call>", 1);

    assertThat(result.spoken()).containsExactly("One moment.");
    assertThat(result.calls()).containsExactly(new TextToolCall("get_x", "{\"a\":\"}\"}"));
  }

  @Test
  void bareJsonToolCall_isKeptAside() {
    assertThat(read("{\"name\":\"lamp\",\"parameters\":{\"on\":true}}", 2))
        .isEqualTo(new Result(List.of(), List.of(new TextToolCall("lamp", "{\"on\":true}"))));
    assertThat(read("```json\n[{\"name\":\"lamp\",\"arguments\":\"{}\"}]\n```", 4))
        .isEqualTo(new Result(List.of(), List.of(new TextToolCall("lamp", "{}"))));
    assertThat(read("{\"type\":\"function\",\"function\":{\"name\":\"lamp\",\"arguments\":{}}}", 1).calls())
        .containsExactly(new TextToolCall("lamp", "{}"));
  }

  @Test
  void brokenToolCall_isSuppressed() {
    assertThat(read("Well. {\"name\":\"lamp\",\"arguments\":{\"on\":tr", 3))
        .isEqualTo(new Result(List.of("Well."), List.of()));
  }

  @Test
  void bracesInText_areSpoken() {
    assertThat(read("The set {1, 2} and {\"a\": 1} end.", 1).spoken())
        .containsExactly("The set {1, 2} and {\"a\": 1} end.");
  }

  @Test
  void hugeOpenObject_isLetThroughWithinBoundedMemory() {
    String text = "{\"a\": \"" + "word ".repeat(10_000);

    assertThat(String.join(" ", read(text, 1_000).spoken())).contains("word word");
  }

  @Test
  void randomTexts_resultDoesNotDependOnChunks() {
    long seed = Long.getLong("seed", 77L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String text = SentenceSplitterTest.randomText(random);
      assertThat(read(text, 1)).as(text).isEqualTo(read(text, Integer.MAX_VALUE / 2));
    }
  }
}
