package io.xiaozhimesh.dialogue.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private static List<String> read(String stream, Random random) {
    List<String> events = new ArrayList<>();
    EventStream in = new EventStream((name, data) -> events.add(name + '|' + data));
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; ) {
      int to = Math.min(bytes.length, at + 1 + random.nextInt(5));
      in.accept(Arrays.copyOfRange(bytes, at, to));
      at = to;
    }
    in.finish();
    return events;
  }

  @Test
  void allLineEnds_commentsAndFields_areReadHoweverTorn() {
    long seed = Long.getLong("seed", 42L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (String end : List.of("\n", "\r", "\r\n")) {
      String stream = ": hello||event: x|id: 1|data: 世界||data:no blank|data: two||event:y|retry: 5||data: last"
          .replace("|", end);
      for (int i = 0; i < 50; i++) {
        assertThat(read(stream, random)).containsExactly("x|世界", "|no blank\ntwo", "|last");
      }
    }
  }

  @Test
  void lineTooLong_isRefused() {
    EventStream in = new EventStream((name, data) -> { });

    assertThatThrownBy(() -> in.accept(new byte[EventStream.LINE_BYTES_MAX + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
