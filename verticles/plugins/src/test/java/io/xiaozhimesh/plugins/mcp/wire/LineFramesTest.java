package io.xiaozhimesh.plugins.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineFramesTest {

  private final List<String> heard = new ArrayList<>();
  private final LineFrames frames = new LineFrames(1_000, new LineFrames.Sink() {
    @Override
    public void line(String line) {
      heard.add(line);
    }

    @Override
    public void oversized(String head, String tail, long bytes) {
      heard.add(head.substring(0, 5) + "…" + tail.substring(tail.length() - 5) + ' ' + bytes);
    }
  });

  @Test
  void lines_cutAnywhere_comeWhole() {
    byte[] bytes = "{\"a\":\"ü\"}\n\n  \n{\"b\":1}\r\n{".getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      frames.accept(new byte[] {b}, 1);
    }

    assertThat(heard).containsExactly("{\"a\":\"ü\"}", "{\"b\":1}\r");
  }

  @Test
  void tooLong_isSkippedButForItsEnds_andTheNextIsRead() {
    feed("begin" + "x".repeat(5_000) + "-last\nnext\n");

    assertThat(heard).containsExactly("begin…-last 5010", "next");
  }

  @Test
  void exactlyAsLongAsAllowed_isRead() {
    feed("y".repeat(1_000) + "\n" + "z".repeat(1_001) + "\n");

    assertThat(heard).containsExactly("y".repeat(1_000), "zzzzz…zzzzz 1001");
  }

  private void feed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    frames.accept(bytes, bytes.length);
  }
}
