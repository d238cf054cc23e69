package io.xiaozhimesh.plugins.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.plugins.internal.OfferTable.OfferedTool;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.ToolsOffered;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferTableTest {

  private final OfferTable table = new OfferTable();

  @Test
  void offer_standsUntilItIsWithdrawn() {
    accept("a", 0, "roll", "add");
    assertThat(table.specs(10)).extracting(ToolSpec::name).containsExactly("roll", "add");

    accept("a", 20);
    assertThat(table.specs(20)).isEmpty();
  }

  @Test
  void laterOffer_replacesTheEarlierOfTheSameInbox() {
    accept("a", 0, "roll");
    accept("a", 1, "add");

    assertThat(table.specs(1)).extracting(ToolSpec::name).containsExactly("add");
  }

  @Test
  void offerThatIsNotRepeated_lapses() {
    accept("a", 0, "roll");
    accept("b", 0, "add");
    accept("b", OfferTable.OFFER_TTL_MS, "add");

    assertThat(table.specs(OfferTable.OFFER_TTL_MS)).hasSize(2);
    assertThat(table.specs(OfferTable.OFFER_TTL_MS + 1)).extracting(ToolSpec::name).containsExactly("add");
  }

  @Test
  void toolOfSeveral_isListedOnce_andRunByEachInTurn() {
    accept("a", 0, "roll");
    accept("b", 0, "roll");

    assertThat(table.specs(0)).hasSize(1);
    assertThat(List.of(first(), first(), first())).containsExactly("a", "b", "a");
    assertThat(table.find("other", 0)).isEmpty();
  }

  @Test
  void toolWithoutAReadableSchema_isRefused_andTheOthersStand() {
    ToolSpec broken = new ToolSpec("broken", "", "[", ToolEffect.PURE, "a");

    assertThat(table.accept(new ToolsOffered("a", List.of(broken, tool("roll"))), Json::object, 0)).isEqualTo(1);
    assertThat(table.specs(0)).extracting(ToolSpec::name).containsExactly("roll");
  }

  @Test
  void newcomer_isRefusedWhenTheTableIsFull() {
    for (int i = 0; i < OfferTable.OFFERS_MAX; i++) {
      accept("w" + i, 0, "roll");
    }

    assertThat(accept("one-more", 0, "add")).isEqualTo(1);
    assertThat(table.find("add", 0)).isEmpty();
    assertThat(accept("w7", 0, "add")).isZero();
  }

  private String first() {
    return table.find("roll", 0).stream().map(OfferedTool::inbox).findFirst().orElseThrow();
  }

  private int accept(String inbox, long nowMs, String... names) {
    List<ToolSpec> tools = Arrays.stream(names).map(OfferTableTest::tool).toList();
    return table.accept(new ToolsOffered(inbox, tools), Json::object, nowMs);
  }

  private static ToolSpec tool(String name) {
    return new ToolSpec(name, "does", "{\"type\":\"object\"}", ToolEffect.PURE, "a");
  }
}
