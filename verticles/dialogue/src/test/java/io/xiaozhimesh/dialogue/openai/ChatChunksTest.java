package io.xiaozhimesh.dialogue.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.dialogue.ToolRequest;
import org.junit.jupiter.api.Test;

class ChatChunksTest {

  @Test
  void toolCallPieces_areJoinedByIndexOrId() {
    ChatChunks chunks = new ChatChunks();
    chunks.text("", calls("{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"two\",\"arguments\":\"{}\"}}"));
    chunks.text("", calls("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"one\",\"arguments\":\"{\\\"x\\\"\"}}"));
    chunks.text("", calls("{\"index\":0,\"function\":{\"arguments\":\":1}\"}}"));

    assertThat(chunks.calls()).containsExactly(
        new ToolRequest("a", "one", "{\"x\":1}"), new ToolRequest("b", "two", "{}"));
  }

  @Test
  void toolCallsWithoutIndex_areToldApartByTheirIds() {
    ChatChunks chunks = new ChatChunks();
    chunks.text("", calls("{\"id\":\"a\",\"function\":{\"name\":\"one\",\"arguments\":{\"x\":1}}}"));
    chunks.text("", calls("{\"id\":\"b\",\"function\":{\"name\":\"two\",\"arguments\":\"\"}}"));
    chunks.text("", calls("{\"function\":{\"arguments\":\"{}\"}}"));

    assertThat(chunks.calls()).containsExactly(
        new ToolRequest("a", "one", "{\"x\":1}"), new ToolRequest("b", "two", "{}"));
  }

  @Test
  void tooManyOrTooLongCalls_areBounded() {
    ChatChunks chunks = new ChatChunks();
    chunks.text("", calls("{\"index\":99999,\"id\":\"z\",\"function\":{\"name\":\"far\",\"arguments\":\"\"}}"));
    String piece = "x".repeat(10_000);
    for (int i = 0; i < 20; i++) {
      chunks.text("", calls("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"one\",\"arguments\":\"" + piece + "\"}}"));
    }

    assertThat(chunks.calls()).hasSize(1);
    assertThat(chunks.calls().get(0).argumentsJson()).hasSizeLessThanOrEqualTo(ChatChunks.ARGUMENT_CHARS_MAX);
  }

  private static String calls(String call) {
    return "{\"choices\":[{\"delta\":{\"tool_calls\":[" + call + "]}}]}";
  }
}
