package io.xiaozhimesh.bench.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.bench.device.firmware.DeviceState;
import io.xiaozhimesh.bench.device.firmware.ListeningMode;
import io.xiaozhimesh.bench.device.firmware.PacketFraming;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 20, timeUnit = TimeUnit.SECONDS)
class ScriptedDeviceTest {

  private static final DeviceIdentity IDENTITY = DeviceIdentity.of("aa:bb:cc:dd:ee:ff");
  private static final Wav REPLY = Sounds.tone(16_000, 120, 300, 60);
  private static final SpeechClip QUESTION = SpeechClip.of("question", Sounds.tone(16_000, 0, 240, 120));

  private final DeviceBoard board = new DeviceBoard();
  private final List<DeviceState> states = new CopyOnWriteArrayList<>();
  private final DeviceListener listener = new DeviceListener() {
    @Override
    public void entered(DeviceState state) {
      states.add(state);
    }
  };
  private DeviceNetwork network;
  private FakeServer server;

  @BeforeEach
  void open(Vertx vertx) {
    network = new DeviceNetwork(vertx, 10);
  }

  private Future<ScriptedDevice> connected(
      Vertx vertx, ListeningMode mode, PacketFraming framing, BiConsumer<FakeServer, JsonObject> script) {
    server = new FakeServer(vertx, framing, (fake, json) -> {
      if ("hello".equals(json.getString("type"))) {
        fake.hello();
      }
      script.accept(fake, json);
    });
    return server.start().compose(url -> {
      ScriptedDevice device = network.device(
          DeviceConfig.of(url, IDENTITY).withMode(mode).withFraming(framing).withToken("t0ken"), board, listener);
      return device.connect().map(device);
    });
  }

  private static BiConsumer<FakeServer, JsonObject> answersText() {
    return (fake, json) -> {
      if (FakeServer.is(json, "listen", "detect")) {
        fake.stt(json.getString("text"));
        fake.answer("Here you are.", REPLY);
      }
    };
  }

  @Test
  void connect_handshakeAndHello_areThoseOfTheFirmware(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, (fake, json) -> { })
        .compose(ScriptedDevice::state)
        .onComplete(test.succeeding(state -> test.verify(() -> {
          assertThat(server.headers.get("Device-Id")).isEqualTo("aa:bb:cc:dd:ee:ff");
          assertThat(server.headers.get("Authorization")).isEqualTo("Bearer t0ken");
          assertThat(server.headers.get("Protocol-Version")).isEqualTo("1");
          assertThat(server.headers.contains("Sec-WebSocket-Extensions")).isFalse();
          assertThat(server.headers.contains("Origin")).isFalse();
          assertThat(server.texts.get(0).getJsonObject("audio_params").getInteger("sample_rate")).isEqualTo(16_000);
          assertThat(server.texts.get(0).getJsonObject("features").getBoolean("mcp")).isTrue();
          test.completeNow();
        })));
  }

  @Test
  void autoTurn_answerPlayed_isReportedWithWordsSoundAndTimes(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, answersText())
        .compose(device -> device.sayText("what time is it").compose(v -> device.awaitTurn()))
        .onComplete(test.succeeding(turn -> test.verify(() -> {
          assertThat(turn.completed()).isTrue();
          assertThat(turn.input()).isEqualTo("what time is it");
          assertThat(turn.transcript()).isEqualTo("what time is it");
          assertThat(turn.sentences()).containsExactly("Here you are.");
          assertThat(turn.frames().received()).isEqualTo(8);
          assertThat(turn.frames().refused()).isZero();
          assertThat(turn.reply().durationMs()).isEqualTo(480);
          assertThat(turn.timing().firstAudioMs()).isGreaterThanOrEqualTo(turn.timing().firstFrameMs() + 100);
          assertThat(turn.timing().endMs()).isGreaterThan(turn.timing().firstAudioMs());
          test.completeNow();
        })));
  }

  @Test
  void autoTurn_afterItsEnd_deviceListensAgainOnlyWhenPlayedOut(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, (fake, json) -> {
      answersText().accept(fake, json);
      boolean again = fake.events().stream().filter("listen start"::equals).count() == 2;
      if (FakeServer.is(json, "listen", "start") && again) {
        test.verify(() -> {
          assertThat(states).endsWith(DeviceState.SPEAKING, DeviceState.LISTENING);
          test.completeNow();
        });
      }
    }).compose(device -> device.sayText("hello")).onFailure(test::failNow);
  }

  @Test
  void binaryBeforeTtsStart_packets_areRefused(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, (fake, json) -> {
      if (FakeServer.is(json, "listen", "detect")) {
        FakeServer.encoded(REPLY).forEach(fake::packet);
        fake.answer("Now.", REPLY);
      }
    }).compose(device -> device.sayText("x").compose(v -> device.awaitTurn()))
        .onComplete(test.succeeding(turn -> test.verify(() -> {
          assertThat(turn.frames().refused()).isEqualTo(8);
          assertThat(turn.frames().received()).isEqualTo(8);
          test.completeNow();
        })));
  }

  @Test
  void floodOfPackets_beyondTheQueue_dropsTheNewest(Vertx vertx, VertxTestContext test) {
    byte[] packet = FakeServer.encoded(REPLY).get(3);
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, (fake, json) -> {
      if (FakeServer.is(json, "listen", "detect")) {
        fake.tts("start");
        vertx.setTimer(80, v -> {
          for (int i = 0; i < 50; i++) {
            fake.packet(packet);
          }
          fake.tts("stop");
        });
      }
    }).compose(device -> device.sayText("x").compose(v -> device.awaitTurn()))
        .onComplete(test.succeeding(turn -> test.verify(() -> {
          assertThat(turn.frames().received()).isEqualTo(50);
          assertThat(turn.frames().dropped()).isEqualTo(7);
          assertThat(turn.reply().durationMs()).isEqualTo(43 * 60);
          test.completeNow();
        })));
  }

  @Test
  void pauseInsideAnAnswer_playback_reportsTheGap(Vertx vertx, VertxTestContext test) {
    byte[] packet = FakeServer.encoded(REPLY).get(3);
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, (fake, json) -> {
      if (FakeServer.is(json, "listen", "detect")) {
        fake.tts("start");
        vertx.setTimer(80, v -> fake.packet(packet));
        vertx.setTimer(380, v -> fake.packet(packet));
        vertx.setTimer(440, v -> fake.tts("stop"));
      }
    }).compose(device -> device.sayText("x").compose(v -> device.awaitTurn()))
        .onComplete(test.succeeding(turn -> test.verify(() -> {
          assertThat(turn.frames().gaps()).isEqualTo(1);
          assertThat(turn.frames().gapMs()).isGreaterThan(100);
          assertThat(turn.frames().late()).isEqualTo(1);
          test.completeNow();
        })));
  }

  @Test
  void spokenQuestion_packets_areFramedPacedAndFollowedBySilence(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.AUTO, PacketFraming.V3, (fake, json) -> { })
        .compose(device -> device.say(QUESTION))
        .onComplete(test.succeeding(said -> vertx.setTimer(200, v -> test.verify(() -> {
          List<byte[]> opus = server.packets.stream()
              .map(message -> PacketFraming.V3.unwrap(message).orElseThrow()).toList();
          assertThat(opus.size()).isBetween(QUESTION.packets().size() + 1, QUESTION.packets().size() + 6);
          assertThat(opus).containsSubsequence(QUESTION.packets());
          test.completeNow();
        }))));
  }

  @Test
  void manualTurn_pressAndRelease_areAnnouncedAroundTheSpeech(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.MANUAL, PacketFraming.V2, (fake, json) -> {
      if (FakeServer.is(json, "listen", "stop")) {
        fake.stt("question");
        fake.answer("Answer.", REPLY);
      }
    }).compose(device -> device.say(QUESTION).compose(v -> device.awaitTurn())
            .compose(turn -> device.state().map(state -> {
              test.verify(() -> {
                assertThat(turn.completed()).isTrue();
                assertThat(turn.timing().transcriptMs()).isGreaterThanOrEqualTo(0);
                assertThat(server.events()).containsExactly("hello", "listen start", "listen stop");
                assertThat(server.packets).hasSize(QUESTION.packets().size());
                assertThat(state).isEqualTo(DeviceState.IDLE);
              });
              return turn;
            })))
        .onComplete(test.succeedingThenComplete());
  }

  @Test
  void realtimeTurn_duringTheAnswer_microphoneStaysOnAndListeningIsAnnouncedOnce(
      Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.REALTIME, PacketFraming.V1, answersText())
        .compose(device -> device.sayText("x").compose(v -> device.awaitTurn()))
        .onComplete(test.succeeding(turn -> test.verify(() -> {
          assertThat(server.packets.size()).isGreaterThan(5);
          assertThat(server.events()).containsExactly("hello", "listen start", "listen detect");
          test.completeNow();
        })));
  }

  @Test
  void abortByWakeWord_deviceSpeaking_listensAtOnce(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, (fake, json) -> {
      answersText().accept(fake, json);
      if ("abort".equals(json.getString("type"))) {
        fake.tts("stop");
      }
    }).compose(device -> device.sayText("x")
            .compose(v -> vertx.timer(250, TimeUnit.MILLISECONDS))
            .compose(v -> device.abort("wake_word_detected"))
            .compose(v -> device.awaitTurn()))
        .onComplete(test.succeeding(turn -> test.verify(() -> {
          assertThat(turn.frames().received()).isBetween(1, 6);
          assertThat(server.texts).anyMatch(json -> "wake_word_detected".equals(json.getString("reason")));
          assertThat(states).endsWith(DeviceState.SPEAKING, DeviceState.LISTENING);
          test.completeNow();
        })));
  }

  @Test
  void mcpCall_fromTheServer_changesTheBoardAndIsPartOfTheTurn(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, (fake, json) -> {
      if (FakeServer.is(json, "listen", "detect")) {
        fake.send(new JsonObject().put("type", "mcp").put("payload", new JsonObject(
            "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"self.audio_speaker.set_volume\",\"arguments\":{\"volume\":11}}}")));
      } else if ("mcp".equals(json.getString("type"))) {
        fake.answer("Done.", REPLY);
      }
    }).compose(device -> device.sayText("quieter").compose(v -> device.awaitTurn()))
        .onComplete(test.succeeding(turn -> test.verify(() -> {
          assertThat(board.volumePercent()).isEqualTo(11);
          assertThat(turn.tools()).containsExactly("self.audio_speaker.set_volume");
          assertThat(server.texts).anyMatch(json -> "mcp".equals(json.getString("type"))
              && json.getJsonObject("payload").getInteger("id") == 4 && "s-1".equals(json.getString("session_id")));
          test.completeNow();
        })));
  }

  @Test
  void wakeWord_soundAndText_precedeListening(Vertx vertx, VertxTestContext test) {
    server = new FakeServer(vertx, PacketFraming.V1, (fake, json) -> {
      if ("hello".equals(json.getString("type"))) {
        fake.hello();
      } else if (FakeServer.is(json, "listen", "start")) {
        test.verify(() -> {
          assertThat(fake.events()).containsExactly("hello", "listen detect", "listen start");
          assertThat(fake.texts.get(1).getString("text")).isEqualTo("hi \"mesh\"");
          assertThat(fake.packets).hasSize(QUESTION.packets().size());
          test.completeNow();
        });
      }
    });
    server.start().compose(url -> network.device(DeviceConfig.of(url, IDENTITY))
        .connectByWakeWord("hi \"mesh\"", QUESTION)).onFailure(test::failNow);
  }

  @Test
  void silentServer_hello_timesOutAndLeavesTheDeviceIdle(Vertx vertx, VertxTestContext test) {
    server = new FakeServer(vertx, PacketFraming.V1, (fake, json) -> { });
    server.start().compose(url -> {
      ScriptedDevice device = network.device(DeviceConfig.of(url, IDENTITY)
          .withOptions(DeviceOptions.STOCK.withHelloTimeoutMs(100)));
      return device.connect().transform(outcome -> {
        test.verify(() -> assertThat(outcome.cause()).isInstanceOf(TimeoutException.class));
        return device.state();
      });
    }).onComplete(test.succeeding(state -> test.verify(() -> {
      assertThat(state).isEqualTo(DeviceState.IDLE);
      test.completeNow();
    })));
  }

  @Test
  void close_server_seesNoCloseFrame(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, (fake, json) -> { })
        .compose(device -> device.close().compose(v -> server.closed.future()))
        .onComplete(test.succeeding(code -> test.verify(() -> {
          assertThat(code).isIn(null, (short) 1006);
          test.completeNow();
        })));
  }

  @Test
  void serverCloses_duringAnAnswer_turnEndsAsClosed(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, (fake, json) -> {
      if (FakeServer.is(json, "listen", "detect")) {
        fake.answer("Never finished.", REPLY);
        vertx.setTimer(200, v -> fake.closeChannel());
      }
    }).compose(device -> device.sayText("x").compose(v -> device.awaitTurn()))
        .onComplete(test.succeeding(turn -> test.verify(() -> {
          assertThat(turn.outcome()).isEqualTo(DeviceTurn.CLOSED);
          assertThat(turn.completed()).isFalse();
          test.completeNow();
        })));
  }

  @Test
  void nobodyAnswers_awaitTurn_timesOut(Vertx vertx, VertxTestContext test) {
    connected(vertx, ListeningMode.AUTO, PacketFraming.V1, (fake, json) -> { })
        .compose(device -> device.awaitTurn(50))
        .onComplete(test.failing(failure -> test.verify(() -> {
          assertThat(failure).isInstanceOf(TimeoutException.class);
          test.completeNow();
        })));
  }

  @Test
  void identityInQuery_handshake_hasNoIdentityHeaders(Vertx vertx, VertxTestContext test) {
    server = new FakeServer(vertx, PacketFraming.V1, (fake, json) -> fake.hello());
    server.start().compose(url -> network.device(DeviceConfig.of(url + "?from=test", IDENTITY).withToken("a b")
        .withOptions(DeviceOptions.STOCK.withIdentityInQuery())).connect())
        .onComplete(test.succeeding(hello -> test.verify(() -> {
          assertThat(server.uri).isEqualTo("/xiaozhi/v1/?from=test&device-id=aa%3Abb%3Acc%3Add%3Aee%3Aff&client-id="
              + IDENTITY.clientId() + "&authorization=a+b");
          assertThat(server.headers.contains("Device-Id")).isFalse();
          test.completeNow();
        })));
  }

  @Test
  void questionClip_decoded_holdsTheVoiceUpToItsLastVoicedPacket() {
    assertThat(QUESTION.durationMs()).isEqualTo(360);
    assertThat(QUESTION.lastVoicedPacket()).isBetween(3, 4);
    try (OpusDecoder decoder = OpusCodec.detect().decoder(16_000)) {
      assertThat(decoder.decode(QUESTION.packets().get(0))).hasSize(960);
    }
    assertThat(SpeechClip.of("silence", Sounds.tone(8_000, 200, 0, 0)).lastVoicedPacket()).isEqualTo(-1);
    assertThat(SpeechClip.silence().packets()).allMatch(packet -> packet.length <= 60);
  }
}
