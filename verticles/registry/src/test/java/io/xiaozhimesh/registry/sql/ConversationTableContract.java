package io.xiaozhimesh.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.ContextAppend;
import io.xiaozhimesh.protocol.bus.Exchange;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ConversationTableContract extends StoreContract {

  private static final int EXCHANGES_MAX = 5;

  private ConversationTable conversations;

  @BeforeEach
  void table() {
    conversations = new ConversationTable(database, EXCHANGES_MAX);
  }

  private static ContextAppend turn(String device, String session, int turnId, long atMs) {
    Exchange exchange = new Exchange("said " + turnId, "answered " + turnId, turnId % 2 == 0, atMs);
    return new ContextAppend(new TurnRef(session, turnId, 1), device, exchange);
  }

  private List<String> said(String device) {
    return conversations.newest(device, 100).stream().map(Exchange::said).toList();
  }

  @Test
  void exchanges_appended_areReadOldestFirstAndWhole() {
    conversations.append(turn(DEVICE, "s", 2, NOW_MS + 2));
    conversations.append(turn(DEVICE, "s", 1, NOW_MS + 1));

    assertThat(conversations.newest(DEVICE, 10)).containsExactly(
        new Exchange("said 1", "answered 1", false, NOW_MS + 1),
        new Exchange("said 2", "answered 2", true, NOW_MS + 2));
    assertThat(conversations.newest(DEVICE, 1)).extracting(Exchange::said).containsExactly("said 2");
    assertThat(conversations.newest(OTHER, 10)).isEmpty();
  }

  @Test
  void sameTurn_appendedAgain_isRememberedOnce() {
    assertThat(conversations.append(turn(DEVICE, "s", 1, NOW_MS))).isTrue();
    assertThat(conversations.append(turn(DEVICE, "s", 1, NOW_MS + 9))).isFalse();

    assertThat(conversations.newest(DEVICE, 10)).extracting(Exchange::atMs).containsExactly(NOW_MS);
  }

  @Test
  void sameTurn_appendedByManyAtOnce_isRememberedOnce() {
    long isNew = IntStream.range(0, 32).parallel()
        .filter(i -> conversations.append(turn(DEVICE, "s", 1, NOW_MS))).count();

    assertThat(isNew).isEqualTo(1);
    assertThat(said(DEVICE)).containsExactly("said 1");
  }

  @Test
  void exchangesOverTheBound_appended_forgetTheOldestOfThatDeviceOnly() {
    conversations.append(turn(OTHER, "o", 1, NOW_MS));
    IntStream.rangeClosed(1, EXCHANGES_MAX + 3).forEach(i -> conversations.append(turn(DEVICE, "s", i, NOW_MS + i)));

    assertThat(said(DEVICE)).containsExactly("said 4", "said 5", "said 6", "said 7", "said 8");
    assertThat(said(OTHER)).containsExactly("said 1");
  }

  @Test
  void exchangesOfTheSameMillisecond_overTheBound_keepExactlyTheBound() {
    IntStream.rangeClosed(1, EXCHANGES_MAX + 3).forEach(i -> conversations.append(turn(DEVICE, "s", i, NOW_MS)));

    assertThat(said(DEVICE)).containsExactly("said 4", "said 5", "said 6", "said 7", "said 8");
  }

  @Test
  void boundLowered_nextAppend_trimsToIt() {
    IntStream.rangeClosed(1, EXCHANGES_MAX).forEach(i -> conversations.append(turn(DEVICE, "s", i, NOW_MS + i)));

    new ConversationTable(database, 2).append(turn(DEVICE, "s", 9, NOW_MS + 9));

    assertThat(said(DEVICE)).containsExactly("said 5", "said 9");
  }

  @Test
  void oneDevice_erased_leavesTheOthers() {
    conversations.append(turn(DEVICE, "s", 1, NOW_MS));
    conversations.append(turn(OTHER, "o", 1, NOW_MS));

    assertThat(conversations.erase(DEVICE)).isEqualTo(1);

    assertThat(said(DEVICE)).isEmpty();
    assertThat(said(OTHER)).containsExactly("said 1");
  }

  @Test
  void oldExchanges_erasedBefore_keepYoungerOnes() {
    conversations.append(turn(DEVICE, "s", 1, NOW_MS - 1));
    conversations.append(turn(DEVICE, "s", 2, NOW_MS));

    assertThat(conversations.eraseBefore(NOW_MS)).isEqualTo(1);

    assertThat(said(DEVICE)).containsExactly("said 2");
  }

  @Test
  void everyScriptAndLongText_appended_comeBackCutAtTheBound() {
    Exchange exchange = new Exchange("你好 🙂 \u0000'--", "🙂".repeat(20_000), false, NOW_MS);
    conversations.append(new ContextAppend(new TurnRef("s", 1, 1), DEVICE, exchange));

    Exchange kept = conversations.newest(DEVICE, 1).get(0);

    assertThat(kept.said()).isEqualTo("你好 🙂 '--");
    assertThat(kept.answered()).isEqualTo("🙂".repeat(8_000));
  }
}
