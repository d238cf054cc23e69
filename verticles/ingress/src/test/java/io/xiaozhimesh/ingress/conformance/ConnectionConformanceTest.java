package io.xiaozhimesh.ingress.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.xiaozhimesh.protocol.bus.AnswerCancel;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.DeviceSend;
import io.xiaozhimesh.protocol.bus.ListenClose;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.protocol.bus.SessionOpened;
import io.xiaozhimesh.protocol.bus.SpeakCancel;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How connections live and end. */
class ConnectionConformanceTest extends SessionCase {

  @Test
  void statement42_statement47_serverCloses_tcpEndsWithinTwoSecondsWithoutAnEcho() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      device.text("{\"type\":\"goodbye\"}");
      Heard close = device.await("close");
      assertThat(close.closeCode()).isEqualTo(1000);
      assertThat(device.await("end").msSince(close)).isLessThan(2_000);
    }
  }

  @Test
  void statement43_resetDuringAnAnswer_cancelsEverythingOfTheSession() throws Exception {
    workers.onAnswer(open -> workers.toOwner(ScriptedWorkers.sentence(open.ref(), 0, "A long story.", "")));
    workers.onSentence(sentence -> 40);
    WireDevice device = WireDevice.greeted(serve());
    TurnRef microphone = say(device, "realtime", "tell me a story");
    TurnRef answer = workers.next(AnswerOpen.class).ref();
    device.untilFrames(2);
    device.reset();
    assertThat(workers.next(AnswerCancel.class).ref()).isEqualTo(answer);
    assertThat(workers.next(SpeakCancel.class).ref()).isEqualTo(answer);
    assertThat(workers.next(ListenClose.class).ref()).isEqualTo(microphone);
    assertThat(workers.next(SessionClosed.class).sessionId()).isEqualTo(device.sessionId());
    eventually("the session is forgotten", () -> ingress.sessionCount() == 0);
  }

  @Test
  void statement44_clientThatNeverAnswersPings_isKeptWhileItSendsAudio() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve("{'socket':{'idleTimeoutMs':600}}"))) {
      listen(device, "auto");
      int[] left = {20};
      Promise<Void> said = Promise.promise();
      vertx.setPeriodic(FRAME_MS, timer -> {
        try {
          device.binary(OPUS);
        } catch (IOException e) {
          said.tryFail(e);
        }
        if (--left[0] == 0) {
          vertx.cancelTimer(timer);
          said.tryComplete();
        }
      });
      await(said.future());
      assertThat(WireDevice.names(settled(device))).doesNotContain("close", "end");
      assertThat(ingress.sessionCount()).isOne();
    }
  }

  @Test
  void statement45_pingOfTheClient_isAnsweredWithItsPayloadInTheMiddleOfAnAnswer() throws Exception {
    workers.onSentence(sentence -> 10);
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "hello");
      device.untilFrames(1);
      device.ping("are you there");
      assertThat(device.await("pong frame").text()).isEqualTo("are you there");
      device.await("tts stop");
    }
  }

  @Test
  void statement46_edge31_newestConnection_takesOverAndKeepsItsTurn() throws Exception {
    int port = serve();
    workers.onSentence(sentence -> 25);
    try (WireDevice older = WireDevice.greeted(port); WireDevice newer = WireDevice.greeted(port)) {
      say(newer, "auto", "hello");
      newer.untilFrames(1);
      List<Heard> end = older.until("end");
      assertThat(WireDevice.names(end)).containsExactly("close", "end");
      assertThat(end.get(0).closeCode()).isEqualTo(1000);
      eventually("the older session is forgotten", () -> ingress.sessionCount() == 1);
      assertThat(WireDevice.audio(newer.until("tts stop"))).hasSize(24);
      say(newer, "auto", "again");
      assertThat(newer.until("tts stop")).isNotEmpty();
    }
  }

  @Test
  void statement47_stageGoesDown_idleOnesEndWith1001AndSpeakingOnesAfterTheirAnswer() throws Exception {
    int port = serve();
    workers.onSentence(sentence -> 10);
    try (WireDevice idle = new WireDevice(port, "aa:bb:cc:dd:ee:02", 0);
        WireDevice speaking = WireDevice.greeted(port)) {
      idle.hello(WireDevice.HELLO);
      say(speaking, "auto", "hello");
      speaking.untilFrames(1);
      Future<Void> down = undeploy();
      assertThat(idle.await("close").closeCode()).isEqualTo(1001);
      List<Heard> rest = speaking.until("close");
      assertThat(WireDevice.order(rest)).containsExactly("audio", "tts stop", "close");
      assertThat(WireDevice.audio(rest)).hasSize(9);
      assertThat(rest.get(rest.size() - 1).closeCode()).isEqualTo(1001);
      await(down);
    }
  }

  @Test
  void statement47_statement90_edge33_megabyteOfText_endsItsSenderWith1009AndNobodyElse() throws Exception {
    int port = serve();
    workers.onSentence(sentence -> 10);
    try (WireDevice sender = new WireDevice(port, "aa:bb:cc:dd:ee:02", 0); WireDevice other = WireDevice.greeted(port)) {
      sender.hello(WireDevice.HELLO);
      say(other, "auto", "hello");
      other.untilFrames(1);
      try {
        sender.text("{\"type\":\"" + "x".repeat(1_000_000) + "\"}");
      } catch (IOException cutOff) {
        assertThat(cutOff).isInstanceOf(SocketException.class);
      }
      assertThat(WireDevice.names(sender.until("end"))).containsAnyOf("close", "end");
      List<Heard> rest = other.until("tts stop");
      assertThat(WireDevice.audio(rest)).hasSize(9);
      assertThat(metrics.counted("mesh.ingress.socket.violation", "code", "1009")).isOne();
    }
  }

  @Test
  void edge29_edge30_deviceThatDoesNotRead_isCutOffAndDisturbsNobody() throws Exception {
    int port = serve("{'socket':{'writeStallMs':300,'writeQueueBytesMax':16384}}");
    workers.onSentence(sentence -> 10);
    try (WireDevice deaf = new WireDevice(port, "aa:bb:cc:dd:ee:02", 4_096); WireDevice other = WireDevice.greeted(port)) {
      String otherId = workers.next(SessionOpened.class).sessionId();
      deaf.text(WireDevice.HELLO);
      String deafId = workers.next(SessionOpened.class).sessionId();
      assertThat(deafId).isNotEqualTo(otherId);
      say(other, "auto", "hello");
      String large = "{\"a\":\"" + "x".repeat(7_000) + "\"}";
      for (int i = 0; i < 1_500; i++) {
        workers.toOwner(new DeviceSend(deafId, DeviceChannel.MCP, large));
      }
      List<Heard> heard = new ArrayList<>(other.until("tts stop"));
      assertThat(WireDevice.audio(heard)).hasSize(10);
      eventually("the deaf one is gone", () -> ingress.sessionCount() == 1);
      assertThat(metrics.counted("mesh.ingress.socket.closed", "why", "write_stalled")).isOne();
    }
  }
}
