package io.xiaozhimesh.ingress.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.ingress.IngressOptions;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.DeviceMessage;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quiet, foreign and hostile devices. */
class IdleConformanceTest extends SessionCase {

  @ParameterizedTest
  @ValueSource(strings = {"", "auto", "manual", "realtime"})
  void statement87_noActivity_saysFarewellAndCloses(String mode) throws Exception {
    assertThat(IngressOptions.DEFAULT_IDLE_TIMEOUT_MS + IngressOptions.DEFAULT_ANSWER_DEADLINE_MS).isLessThan(120_000);
    try (WireDevice device = WireDevice.greeted(serve("{'turn':{'idleTimeoutMs':1000}}"))) {
      if (!mode.isEmpty()) {
        device.listenStart(mode);
      }
      List<Heard> end = device.until("end");
      assertThat(WireDevice.order(end))
          .containsExactly("tts start", "tts sentence_start", "audio", "tts stop", "close", "end");
      assertThat(end.get(end.size() - 2).closeCode()).isEqualTo(1000);
      assertThat(workers.next(AnswerOpen.class).kind()).isEqualTo(TurnInputKind.FAREWELL);
    }
  }

  @Test
  void statement87_noFarewellWanted_closesSilently() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve("{'turn':{'idleTimeoutMs':1000,'farewell':false}}"))) {
      device.listenStart("auto");
      assertThat(WireDevice.names(device.until("end"))).containsExactly("close", "end");
    }
  }

  @Test
  void statement87_farewellCannotBeSpoken_closesAllTheSame() throws Exception {
    workers.onAnswer(open -> { });
    workers.onSentence(sentence -> -1);
    try (WireDevice device = WireDevice.greeted(
        serve("{'turn':{'idleTimeoutMs':1000,'answerDeadlineMs':1000},'playout':{'stallMs':500}}"))) {
      List<String> end = WireDevice.names(device.until("end"));
      assertThat(end).containsSubsequence("tts start", "tts stop", "close", "end");
      assertThat(end.stream().filter("tts start"::equals)).hasSize(1);
    }
  }

  @Test
  void statement88_exitPhrase_isShownAnsweredAndClosed() throws Exception {
    workers.onAnswer(open -> workers.reply(open.ref(), true, "Goodbye."));
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "goodbye");
      assertThat(WireDevice.order(device.until("end")))
          .containsExactly("stt", "tts start", "tts sentence_start", "audio", "tts stop", "close", "end");
    }
  }

  @Test
  void statement88_exitPhraseWithoutFarewell_isShownAndClosed() throws Exception {
    workers.onAnswer(open -> workers.reply(open.ref(), true));
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "goodbye");
      assertThat(WireDevice.order(device.until("end"))).containsExactly("stt", "tts start", "tts stop", "close", "end");
    }
  }

  @Test
  void statement89_edge33_edge34_foreignTexts_closeNothingAndSoundNothing() throws Exception {
    List<String> foreign = List.of("42", "-1.5e300", "\"text\"", "[]", "[{\"type\":\"abort\"}]", "null", "true", "", " ",
        "hello there", "{", "{}", "{\"type\":7}", "{\"type\":null}", "{\"type\":\"dance\"}", "{\"type\":{\"type\":\"abort\"}}",
        "{\"type\":\"server\",\"action\":\"restart\"}", "{\"type\":\"abort\",\"type\":\"dance\"}",
        "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000), "{\"type\":\"" + "x".repeat(60_000) + "\"}",
        "{\"type\":\"mcp\"}", "{\"type\":\"mcp\",\"payload\":\"x\"}");
    try (WireDevice device = WireDevice.greeted(serve())) {
      for (String text : foreign) {
        device.text(text);
      }
      assertThat(WireDevice.names(settled(device))).doesNotContain("audio", "close", "end", "tts start");
      say(device, "auto", "hello");
      assertThat(device.until("tts stop")).isNotEmpty();
    }
  }

  @Test
  void edge35_edge36_mcpOfTheDevice_isPassedOnWhateverItSays() throws Exception {
    List<String> payloads = List.of("{\"jsonrpc\":\"2.0\",\"id\":4711,\"result\":{}}", "{\"id\":\"text\",\"result\":1}",
        "{\"id\":1,\"error\":{\"message\":\"no code\"}}", "{\"method\":\"notifications/x\"}", "{}");
    try (WireDevice device = WireDevice.greeted(serve())) {
      for (String payload : payloads) {
        device.text("{\"type\":\"mcp\",\"payload\":" + payload + "}");
        DeviceMessage passed = workers.next(DeviceMessage.class);
        assertThat(passed.channel()).isEqualTo(DeviceChannel.MCP);
        assertThat(passed.json()).isEqualTo(payload);
      }
      device.text("{\"type\":\"mcp\",\"payload\":{\"id\":1,\"result\":\"un\"escaped\"}}");
      assertThat(settled(device)).isEmpty();
      assertThat(workers.heard(DeviceMessage.class)).isEmpty();
    }
  }
}
