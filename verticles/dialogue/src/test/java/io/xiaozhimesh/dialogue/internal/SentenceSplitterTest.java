package io.xiaozhimesh.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

  private static final int CHARS_MAX = 200;
  private static final int NEVER = Integer.MAX_VALUE;

  private static List<Sentence> split(String text, int firstCharsMin, int chunk) {
    SentenceSplitter splitter = new SentenceSplitter(CHARS_MAX, firstCharsMin);
    List<Sentence> all = new ArrayList<>();
    for (int i = 0; i < text.length(); i += chunk) {
      all.addAll(splitter.accept(text.substring(i, Math.min(text.length(), i + chunk))));
    }
    all.addAll(splitter.finish());
    return all;
  }

  private static List<String> texts(String text) {
    return split(text, NEVER, 1).stream().map(Sentence::text).toList();
  }

  @Test
  void latinSentences_areCutAtTheirEnds() {
    assertThat(texts("Hello there. How are you? Fine! And \"you?\" Good…  bye"))
        .containsExactly("Hello there.", "How are you?", "Fine!", "And \"you?\"", "Good…", "bye");
  }

  @Test
  void chineseSentences_areCutAtOnce() {
    SentenceSplitter splitter = new SentenceSplitter(CHARS_MAX, NEVER);

    assertThat(splitter.accept("今天天气很好。")).containsExactly(new Sentence("今天天气很好。", ""));
    assertThat(splitter.accept("出去走走吗？好！")).extracting(Sentence::text).containsExactly("出去走走吗？", "好！");
  }

  @Test
  void latinEndBeforeChinese_isCut() {
    assertThat(texts("OK!我们走")).containsExactly("OK!", "我们走");
  }

  @Test
  void numbersAbbreviationsAndUrls_areNotTorn() {
    assertThat(texts("Pi is 3.14, Dr. Smith of the U.S. said so at 1,000.5 m. See https://a.example/x?y=1.2 now."))
        .containsExactly("Pi is 3.14, Dr. Smith of the U.S. said so at 1,000.5 m.",
            "See https://a.example/x?y=1.2 now.");
  }

  @Test
  void firstSentence_isCutAtACommaOnceLongEnough() {
    String text = "Well, once upon a time, there was a fox, and it ran.";

    assertThat(split(text, 12, 1)).extracting(Sentence::text)
        .containsExactly("Well, once upon a time,", "there was a fox, and it ran.");
    assertThat(split("你好呀，很久很久以前，有一只狐狸，它会飞。", 12, 1)).extracting(Sentence::text)
        .containsExactly("你好呀，很久很久以前，", "有一只狐狸，它会飞。");
  }

  @Test
  void markdown_isRemoved() {
    assertThat(texts("# Plan\n**Bold** and *soft* and `code` and ~~gone~~ and __under__.\n- one item\n2. two\n"
        + "> quoted\n[a link](https://x.example/a.b) and ![image](y.png).\n---\n| a | b |\n|---|---|\n| c | d |\n<br>end"))
        .containsExactly("Plan", "Bold and soft and code and gone and under.", "one item", "two", "quoted",
            "a link and image.", "a, b", "c, d", "end");
  }

  @Test
  void calculationsAndSnakeCase_keepTheirMarks() {
    assertThat(texts("2*3 is six and my_own_name stays. 2 * 3 too.")).containsExactly(
        "2*3 is six and my_own_name stays.", "2 * 3 too.");
  }

  @Test
  void fencedCode_isLeftOut() {
    assertThat(texts("Look:\n```python\nprint('x. y')\n# no. no.\n```\nThat was it.")).containsExactly(
        "Look:", "That was it.");
  }

  @Test
  void neverEndingFence_hidesTheRestInBoundedMemory() {
    assertThat(texts("Hi.\n```\n" + "x. ".repeat(5_000))).containsExactly("Hi.");
  }

  @Test
  void emoji_becomeTheEmotionOfTheirSentence() {
    assertThat(split("😂 That was fun! 😡 Not this. 👨‍👩‍👧 Family 🇩🇪 ok.", NEVER, 1)).containsExactly(
        new Sentence("That was fun!", "funny"), new Sentence("Not this.", "angry"),
        new Sentence("Family ok.", ""));
  }

  @Test
  void emojiAlone_isHeldForTheNextSentence() {
    assertThat(split("😭\nI am sad.", NEVER, 1)).containsExactly(new Sentence("I am sad.", "crying"));
  }

  @Test
  void controlCharactersAndLoneSurrogates_areDropped() {
    assertThat(texts("a\u0000b\u0007c\u200Bd\uFEFF \uD83Dx \uDE00y\u202Ez."))
        .containsExactly("abcd x yz.");
  }

  @Test
  void onlyMarks_areNoSentence() {
    assertThat(texts("... !!! 。。。 --- *** \n\n ？！")).isEmpty();
  }

  @Test
  void endlessSentence_isCutAtBlanks() {
    List<String> pieces = texts("word ".repeat(200));

    assertThat(pieces).allMatch(p -> p.length() <= CHARS_MAX && p.endsWith("word"));
    assertThat(String.join(" ", pieces)).isEqualTo("word ".repeat(200).strip());
  }

  @Test
  void endlessWord_isCutHardButNotInsideACharacter() {
    String word = "\uD840\uDC00".repeat(500);

    List<String> pieces = texts("x" + word);

    assertThat(String.join("", pieces)).isEqualTo("x" + word);
    assertThat(pieces).allMatch(p -> p.length() <= CHARS_MAX && !Character.isLowSurrogate(p.charAt(0)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomTexts_resultDoesNotDependOnChunks(long offset) {
    long seed = Long.getLong("seed", 20_260_000L) + offset;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String text = randomText(random);
      List<Sentence> whole = split(text, 12, Integer.MAX_VALUE / 2);
      assertThat(split(text, 12, 1)).as(text).isEqualTo(whole);
      assertThat(split(text, 12, 1 + random.nextInt(7))).as(text).isEqualTo(whole);
      assertThat(whole).allMatch(s -> s.text().length() <= CHARS_MAX && !s.text().isBlank());
      assertThat(whole).allMatch(s -> s.text().codePoints().noneMatch(c ->
          Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE));
    }
  }

  static String randomText(Random random) {
    String[] parts = {"Hello", "世界", "。", ". ", ", ", "，", "\n", "```", "**", "[", "](", ")", "|", "# ", "- ", "3.14",
        "😂", "\uD83D", "\uDE00", "\u0001", "Mr.", "!", "？", "\"", "`", "_", "{", "\"name\"", "}", "<think>",
        "</think>", "<", "tool_call>", "x".repeat(150), " ", "…", "\r\n"};
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }
}
