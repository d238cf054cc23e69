package io.xiaozhimesh.plugins.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseFramesTest {

  private final List<String> heard = new ArrayList<>();
  private final SseFrames frames = new SseFrames(100, new SseFrames.Sink() {
    @Override
    public void event(String type, String data) {
      heard.add(type + '=' + data);
    }

    @Override
    public void oversized(long bytes) {
      heard.add("oversized");
    }
  });

  @Test
  void events_cutAnywhere_comeWithTypeDataIdAndRetry() {
    for (byte b : ("event: endpoint\r\ndata: /m\r\n\r\n: comment\n\ndata:one\ndata: two\nid: 7\nretry: 500\n\n"
        + "data: lost").getBytes(StandardCharsets.UTF_8)) {
      frames.accept(new byte[] {b});
    }

    assertThat(heard).containsExactly("endpoint=/m", "message=one\ntwo");
    assertThat(frames.lastEventId()).isEqualTo("7");
    assertThat(frames.retryMs()).isEqualTo(500);
  }

  @Test
  void eventWithAnIdAndEmptyData_isToldAndItsIdKept() {
    feed("id: a\nretry: 20\ndata: \n\n");

    assertThat(heard).containsExactly("message=");
    assertThat(frames.lastEventId()).isEqualTo("a");
  }

  @Test
  void tooLarge_isTold_andTheNextIsRead() {
    feed("data: " + "x".repeat(60) + "\ndata: " + "x".repeat(60) + "\ndata: more\n\ndata: next\n\n");

    assertThat(heard).containsExactly("oversized", "message=next");
  }

  @Test
  void manyComments_areNoEvent() {
    feed((": " + "x".repeat(50) + "\n").repeat(10) + "data: on\n\n");

    assertThat(heard).containsExactly("message=on");
  }

  private void feed(String text) {
    frames.accept(text.getBytes(StandardCharsets.UTF_8));
  }
}
