package io.xiaozhimesh.dialogue.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.Exchange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

  private static Exchange exchange(String said, long atMs) {
    return new Exchange(said, "answer to " + said, false, atMs);
  }

  @Test
  void tooManyExchanges_oldestIsForgotten() {
    Conversation conversation = new Conversation(2);
    conversation.add(exchange("a", 1));
    conversation.add(exchange("b", 2));
    conversation.add(exchange("c", 3));

    assertThat(conversation.exchanges()).extracting(Exchange::said).containsExactly("b", "c");
    assertThat(conversation.lastAnswer()).isEqualTo("answer to c");
  }

  @Test
  void registryArrivesLate_ownExchangesStayLastAndOnce() {
    Conversation conversation = new Conversation(10);
    conversation.add(exchange("own", 5));

    conversation.addOlder(List.of(exchange("old", 1), exchange("own", 5)));

    assertThat(conversation.exchanges()).extracting(Exchange::said).containsExactly("old", "own");
  }

  @Test
  void nothingHeardLast_lastAnswerIsTheOneBefore() {
    Conversation conversation = new Conversation(10);
    conversation.add(exchange("a", 1));
    conversation.add(new Exchange("b", "", true, 2));

    assertThat(conversation.lastAnswer()).isEqualTo("answer to a");
  }

  @Test
  void budget_keepsTheNewestWithoutAGap() {
    List<Exchange> known = List.of(exchange("x".repeat(4_000), 1), exchange("short", 2), exchange("new", 3));

    assertThat(new ContextBudget(100).fitting("prompt", known, "question"))
        .extracting(Exchange::said).containsExactly("short", "new");
    assertThat(new ContextBudget(1).fitting("a long prompt", known, "question")).isEmpty();
    assertThat(new ContextBudget(10_000).fitting("prompt", known, "question")).isEqualTo(known);
  }

  @Test
  void tokens_countsChineseByCharacter() {
    assertThat(ContextBudget.tokens("你好")).isEqualTo(2);
    assertThat(ContextBudget.tokens("hello world!")).isEqualTo(3);
    assertThat(ContextBudget.tokens("")).isZero();
  }

  @Test
  void fullMap_forgetsWhatWasUsedLongestAgo() {
    List<String> forgotten = new ArrayList<>();
    BoundedMap<String, Integer> map = new BoundedMap<>(2, () -> forgotten.add("one"));
    map.put("a", 1);
    map.put("b", 2);
    map.get("a");
    map.put("c", 3);

    assertThat(map.keySet()).containsExactly("a", "c");
    assertThat(forgotten).hasSize(1);
  }

  @Test
  void languageOfASentence_followsItsScript() {
    assertThat(Scripts.languageOf("你好", "en-US")).isEqualTo("zh-CN");
    assertThat(Scripts.languageOf("你好", "zh-TW")).isEqualTo("zh-TW");
    assertThat(Scripts.languageOf("hello", "zh-CN")).isEqualTo("en-US");
    assertThat(Scripts.languageOf("42", "zh-CN")).isEqualTo("zh-CN");
    assertThat(Scripts.languageOf("bonjour", "fr-FR")).isEqualTo("fr-FR");
  }
}
