package io.xiaozhimesh.ingress.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ingress.IngressOptions;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.DeviceSend;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SessionOpened;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The beginning of a session. */
class HelloConformanceTest extends SessionCase {

  @Test
  void statement33_hello_isAnsweredByExactlyOneWithinASecond() throws Exception {
    try (WireDevice device = WireDevice.silent(serve())) {
      long saidNs = System.nanoTime();
      device.text(WireDevice.HELLO);
      Heard hello = device.next();
      assertThat(hello.name()).isEqualTo("hello");
      assertThat((hello.atNs() - saidNs) / 1e6).isLessThan(1_000);
      assertThat(settled(device)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      WireDevice.HELLO,
      "{\"type\":\"hello\"}",
      "{\"type\":\"hello\",\"transport\":\"udp\",\"version\":\"x\",\"audio_params\":7,\"features\":[]}",
      "{\"type\":\"hello\",\"audio_params\":{\"format\":\"pcm\",\"sample_rate\":44100,\"channels\":9,\"frame_duration\":-1}}",
      "{\"type\":\"hello\",\"version\":null,\"transport\":null,\"features\":null,\"audio_params\":null}"})
  void statement34_statement37_edge14_edge15_anyHello_isAnsweredWithTransportWebsocket(String hello) throws Exception {
    try (WireDevice device = WireDevice.silent(serve())) {
      assertThat(device.hello(hello).getValue("transport")).isEqualTo("websocket");
      assertThat(settled(device)).isEmpty();
      workers.answering("Good.");
      say(device, "auto", "hello");
      assertThat(WireDevice.order(device.until("tts stop")))
          .containsExactly("stt", "tts start", "tts sentence_start", "audio", "tts stop");
    }
  }

  @Test
  void deviceWithAnAgentOfItsOwn_saysHello_isAnsweredByIt() throws Exception {
    int port = serve();
    workers.agent("storyteller");
    try (WireDevice device = WireDevice.greeted(port)) {
      assertThat(workers.next(DeviceSeen.class).deviceId()).isEqualTo(WireDevice.ID);
      settled(device);
      say(device, "auto", "hello");
      AnswerOpen asked = workers.next(AnswerOpen.class);
      assertThat(asked.agentId()).isEqualTo("storyteller");
      assertThat(asked.pluginsInbox()).isEqualTo(Addresses.inbox(Role.PLUGINS, "node"));
    }
  }

  @Test
  void statement35_sessionIds_areTokensAndDiffer() throws Exception {
    int port = serve();
    try (WireDevice one = WireDevice.greeted(port); WireDevice other = WireDevice.greeted(port)) {
      assertThat(List.of(one.sessionId(), other.sessionId())).allMatch(id -> id.matches("[A-Za-z0-9_-]+"))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void statement36_announcedAudio_isAllowedAndWhatTtsIsAskedFor() throws Exception {
    try (WireDevice device = WireDevice.silent(serve("{'downlinkSampleRateHz':24000,'frameDurationMs':60}"))) {
      JsonObject audio = device.hello(WireDevice.HELLO).getJsonObject("audio_params");
      assertThat(audio.getInteger("sample_rate")).isEqualTo(24_000);
      assertThat(audio.getInteger("frame_duration")).isEqualTo(60);
      assertThat(audio.getInteger("channels")).isEqualTo(1);
      device.detect("hello");
      AudioFormat asked = workers.next(SpeakOpen.class).downlink();
      assertThat(asked.sampleRateHz()).isEqualTo(audio.getInteger("sample_rate"));
      assertThat(asked.frameDurationMs()).isEqualTo(audio.getInteger("frame_duration"));
      assertThat(asked.channels()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"hello\"}", "{\"type\":\"hello\",\"features\":{\"mcp\":false}}",
      "{\"type\":\"hello\",\"features\":{\"mcp\":\"true\"}}"})
  void statement38_helloWithoutMcp_opensNoMcp(String hello) throws Exception {
    try (WireDevice device = WireDevice.silent(serve("{'visionUrl':'http://127.0.0.1/see'}"))) {
      device.hello(hello);
      SessionOpened opened = workers.next(SessionOpened.class);
      assertThat(opened.mcp()).isFalse();
      assertThat(opened.visionToken()).isEmpty();
      assertThat(settled(device)).isEmpty();
    }
  }

  @Test
  void statement39_beforeTheFirstListen_onlyHelloAndMcpAreSent() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      SessionOpened opened = workers.next(SessionOpened.class);
      assertThat(opened.mcp()).isTrue();
      workers.toOwner(new DeviceSend(opened.sessionId(), DeviceChannel.MCP,
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}"));
      assertThat(device.next().json().getJsonObject("payload").getInteger("id")).isEqualTo(1);
      device.binary(OPUS);
      assertThat(settled(device)).isEmpty();
    }
  }

  @Test
  void statement40_edge11_connectionThatSaysNothing_isClosed() throws Exception {
    assertThat(IngressOptions.DEFAULT_HELLO_DEADLINE_MS).isLessThanOrEqualTo(30_000);
    try (WireDevice device = WireDevice.silent(serve("{'turn':{'helloDeadlineMs':1000}}"))) {
      assertThat(WireDevice.names(device.until("end"))).containsExactly("close", "end");
    }
  }

  @Test
  void statement41_edge12_audioAndJsonBeforeHello_areNotAnsweredAndLeaveNothing() throws Exception {
    try (WireDevice device = WireDevice.silent(serve("{'turn':{'helloDeadlineMs':1000}}"))) {
      for (int i = 0; i < 30; i++) {
        device.binary(OPUS);
      }
      device.text("{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"auto\"}");
      device.text("{\"type\":\"abort\"}");
      device.text("{\"type\":\"mcp\",\"payload\":{\"id\":1}}");
      assertThat(settled(device)).isEmpty();
      assertThat(WireDevice.names(device.until("end"))).containsExactly("close", "end");
      eventually("the session is forgotten", () -> ingress.sessionCount() == 0);
      assertThat(workers.heard(ListenOpen.class)).isEmpty();
    }
  }

  @Test
  void statement41_edge12_helloAfterAudio_isAnsweredAsAlways() throws Exception {
    try (WireDevice device = WireDevice.silent(serve())) {
      device.binary(OPUS);
      device.text("{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"auto\"}");
      device.hello(WireDevice.HELLO);
      say(device, "auto", "hello");
      assertThat(device.until("tts stop")).isNotEmpty();
    }
  }

  @Test
  void edge13_secondHello_isAnsweredOnceAndItsFeaturesHold() throws Exception {
    try (WireDevice device = WireDevice.silent(serve())) {
      String first = device.hello("{\"type\":\"hello\"}").getString("session_id");
      assertThat(workers.next(SessionOpened.class).mcp()).isFalse();
      JsonObject second = device.hello("{\"type\":\"hello\",\"features\":{\"mcp\":true},"
          + "\"audio_params\":{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":20}}");
      assertThat(second.getString("session_id")).isEqualTo(first);
      assertThat(workers.next(SessionOpened.class).mcp()).isTrue();
      assertThat(settled(device)).isEmpty();
      device.listenStart("auto");
      assertThat(workers.next(ListenOpen.class).uplink().frameDurationMs()).isEqualTo(20);
    }
  }
}
