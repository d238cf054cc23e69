package io.xiaozhimesh.dialogue.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.dialogue.ToolRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private static List<String> read(String stream, Random random) {
    List<String> events = new ArrayList<>();
    EventStream in = new EventStream(events::add);
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
      String stream = ": hello||event: x|id: 1|data: 世界||data:no blank|data: two||retry: 5||data: last"
          .replace("|", end);
      for (int i = 0; i < 50; i++) {
        assertThat(read(stream, random)).containsExactly("世界", "no blank\ntwo", "last");
      }
    }
  }

  @Test
  void lineTooLong_isRefused() {
    EventStream in = new EventStream(data -> { });

    assertThatThrownBy(() -> in.accept(new byte[EventStream.LINE_BYTES_MAX + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void toolCallPieces_areJoinedByIndexOrId() {
    ChatChunks chunks = new ChatChunks();
    chunks.text(calls("{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"two\",\"arguments\":\"{}\"}}"));
    chunks.text(calls("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"one\",\"arguments\":\"{\\\"x\\\"\"}}"));
    chunks.text(calls("{\"index\":0,\"function\":{\"arguments\":\":1}\"}}"));

    assertThat(chunks.calls()).containsExactly(
        new ToolRequest("a", "one", "{\"x\":1}"), new ToolRequest("b", "two", "{}"));
  }

  @Test
  void toolCallsWithoutIndex_areToldApartByTheirIds() {
    ChatChunks chunks = new ChatChunks();
    chunks.text(calls("{\"id\":\"a\",\"function\":{\"name\":\"one\",\"arguments\":{\"x\":1}}}"));
    chunks.text(calls("{\"id\":\"b\",\"function\":{\"name\":\"two\",\"arguments\":\"\"}}"));
    chunks.text(calls("{\"function\":{\"arguments\":\"{}\"}}"));

    assertThat(chunks.calls()).containsExactly(
        new ToolRequest("a", "one", "{\"x\":1}"), new ToolRequest("b", "two", "{}"));
  }

  @Test
  void tooManyOrTooLongCalls_areBounded() {
    ChatChunks chunks = new ChatChunks();
    chunks.text(calls("{\"index\":99999,\"id\":\"z\",\"function\":{\"name\":\"far\",\"arguments\":\"\"}}"));
    String piece = "x".repeat(10_000);
    for (int i = 0; i < 20; i++) {
      chunks.text(calls("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"one\",\"arguments\":\"" + piece + "\"}}"));
    }

    assertThat(chunks.calls()).hasSize(1);
    assertThat(chunks.calls().get(0).argumentsJson()).hasSizeLessThanOrEqualTo(ChatChunks.ARGUMENT_CHARS_MAX);
  }

  private static String calls(String call) {
    return "{\"choices\":[{\"delta\":{\"tool_calls\":[" + call + "]}}]}";
  }
}
