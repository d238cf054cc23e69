package io.xiaozhimesh.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.Exchange;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextBoundTest {

  private static List<Exchange> exchanges(int count, String said) {
    return IntStream.range(0, count).mapToObj(i -> new Exchange(said, "", false, i)).toList();
  }

  @Test
  void smallConversation_bounded_isWhole() {
    assertThat(ContextBound.newest(exchanges(200, "hello"))).hasSize(200);
    assertThat(ContextBound.newest(List.of())).isEmpty();
  }

  @Test
  void largeConversation_bounded_keepsTheNewestThatFitInBytes() {
    List<Exchange> kept = ContextBound.newest(exchanges(100, "好".repeat(1_000)));

    assertThat(kept).hasSize(Limits.BUS_PAYLOAD_BYTES_MAX / 3_032);
    assertThat(kept.get(kept.size() - 1).atMs()).isEqualTo(99);
  }

  @Test
  void oneExchangeLargerThanAMessage_bounded_isLeftOut() {
    assertThat(ContextBound.newest(exchanges(1, "x".repeat(70_000)))).isEmpty();
  }
}
