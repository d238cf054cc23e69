package io.xiaozhimesh.ingress.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.ListenClose;
import io.xiaozhimesh.protocol.bus.ListenFlush;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The open microphone. */
class ListeningConformanceTest extends SessionCase {

  private static final byte[] DTX = {0x58, 0x00};

  @Test
  void statement49_edge25_microphoneFallsSilent_theTurnEndsAllTheSame() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef ref = listen(device, "auto");
      device.binary(OPUS);
      assertThat(workers.next(AudioFrame.class).ref()).isEqualTo(ref);
      workers.hear(ref, "hello");
      assertThat(WireDevice.order(device.until("tts stop")))
          .containsExactly("stt", "tts start", "tts sentence_start", "audio", "tts stop");
    }
  }

  @Test
  void statement50_manual_showsNothingBeforeListenStopAndAnswersAfterIt() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef ref = listen(device, "manual");
      workers.voice(ref);
      device.binary(OPUS);
      device.binary(DTX);
      workers.next(AudioFrame.class);
      assertThat(workers.next(AudioFrame.class).opus()).isEqualTo(Payload.wrap(DTX));
      assertThat(settled(device)).isEmpty();
      device.listenStop();
      assertThat(workers.next(ListenFlush.class).ref()).isEqualTo(ref);
      workers.silence(ref, UtteranceEndReason.FLUSH);
      workers.words(ref, "hello");
      assertThat(WireDevice.order(device.until("tts stop")))
          .containsExactly("stt", "tts start", "tts sentence_start", "audio", "tts stop");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "manual", "realtime"})
  void statement51_edge18_listenStopWithoutAudio_answersNothing(String mode) throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      device.listenStop();
      TurnRef ref = listen(device, mode);
      device.listenStop();
      device.listenStop();
      workers.next(ListenFlush.class);
      workers.silence(ref, UtteranceEndReason.NO_SPEECH);
      device.listenStop();
      assertThat(settled(device)).isEmpty();
      say(device, mode, "hello");
      assertThat(device.until("tts stop").get(0).name()).isEqualTo("stt");
    }
  }

  @ParameterizedTest
  @CsvSource({"auto,AUTO", "manual,MANUAL", "realtime,REALTIME"})
  void statement52_listenStopWithoutMode_keepsTheMode(String mode, ListenMode remembered) throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      device.listenStart(mode);
      assertThat(workers.next(ListenOpen.class).mode()).isEqualTo(remembered);
      device.listenStop();
      workers.next(ListenFlush.class);
      device.text("{\"type\":\"listen\",\"state\":\"start\"}");
      assertThat(workers.next(ListenOpen.class).mode()).isEqualTo(remembered);
    }
  }

  @Test
  void statement53_nothingUnderstood_showsNothing() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef ref = listen(device, "auto");
      workers.hear(ref, "");
      workers.voice(ref);
      workers.silence(ref, UtteranceEndReason.TOO_SHORT);
      assertThat(settled(device)).isEmpty();
      workers.hear(ref, "hello");
      assertThat(device.until("tts stop").get(0).json().getString("text")).isEqualTo("hello");
    }
  }

  @Test
  void statement54_edge17_listenStartAgain_forgetsWhatWasSaidBefore() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef first = listen(device, "auto");
      device.binary(OPUS);
      workers.next(AudioFrame.class);
      TurnRef second = listen(device, "auto");
      assertThat(workers.next(ListenClose.class).ref()).isEqualTo(first);
      assertThat(second.epoch()).isGreaterThan(first.epoch());
      device.binary(OPUS);
      AudioFrame frame = workers.next(AudioFrame.class);
      assertThat(frame.ref()).isEqualTo(second);
      assertThat(frame.sequence()).isZero();
      workers.hear(first, "said before");
      assertThat(settled(device)).isEmpty();
      workers.hear(second, "said after");
      assertThat(device.until("tts stop").get(0).json().getString("text")).isEqualTo("said after");
    }
  }

  @Test
  void statement55_edge16_audioOfTheWakeWord_isToleratedBeforeDetectAndStart() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      for (int i = 0; i < 33; i++) {
        device.binary(OPUS);
      }
      device.detect("你好小智");
      device.listenStart("auto");
      assertThat(WireDevice.order(device.until("tts stop")))
          .containsExactly("stt", "tts start", "tts sentence_start", "audio", "tts stop");
      assertThat(workers.heard(AudioFrame.class)).isEmpty();
      workers.hear(workers.next(ListenOpen.class).ref(), "hello");
      assertThat(device.until("tts stop")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"你好小智,GREETING", "'Hi, Xiaozhi!',GREETING", "what time is it,TEXT", "say \"hi\",TEXT"})
  void statement56_edge20_detectedText_isGreetedOrAnswered(String text, TurnInputKind kind) throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      device.detect(text);
      AnswerOpen asked = workers.next(AnswerOpen.class);
      assertThat(asked.kind()).isEqualTo(kind);
      assertThat(asked.text()).isEqualTo(text);
      assertThat(device.until("tts stop")).isNotEmpty();
    }
  }

  @Test
  void statement56_greetingOff_wakeWordStartsNothing() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve("{'turn':{'greeting':false}}"))) {
      device.detect("你好小智");
      assertThat(settled(device)).isEmpty();
      device.detect("what time is it");
      assertThat(workers.next(AnswerOpen.class).kind()).isEqualTo(TurnInputKind.TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"type\":\"listen\",\"state\":\"detect\",\"text\":\"\"}",
      "{\"type\":\"listen\",\"state\":\"detect\"}",
      "{\"type\":\"listen\",\"state\":\"detect\",\"text\":7}",
      "{\"type\":\"listen\",\"state\":\"detect\",\"text\":\"say \"hi\"\"}",
      "{\"type\":\"listen\",\"state\":\"text\"}",
      "{\"type\":\"listen\"}",
      "{\"type\":\"listen\",\"state\":\"begin\",\"mode\":\"auto\"}",
      "{\"type\":\"listen\",\"state\":null,\"mode\":null}"})
  void statement56_edge19_edge20_malformedListen_breaksNothing(String message) throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      device.text(message);
      assertThat(settled(device)).isEmpty();
      say(device, "auto", "hello");
      assertThat(device.until("tts stop")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"sometimes\"", "null", "3"})
  void edge19_unknownMode_isAuto(String mode) throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      device.text("{\"type\":\"listen\",\"state\":\"start\",\"mode\":" + mode + "}");
      assertThat(workers.next(ListenOpen.class).mode()).isEqualTo(ListenMode.AUTO);
    }
  }

  @Test
  void statement57_edge21_edge22_strangePackets_closeNothingAndLaterWordsAreHeard() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    byte[] rubbish = new byte[700];
    new Random(seed).nextBytes(rubbish);
    byte[] long120ms = new byte[90];
    long120ms[0] = ScriptedSpeech.TOC_60_MS_MONO | 1;
    List<byte[]> packets = List.of(rubbish, DTX, long120ms, new byte[1_400]);
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef ref = listen(device, "auto");
      device.binary(new byte[0]);
      for (byte[] packet : packets) {
        device.binary(packet);
      }
      device.binary(new byte[7_690]);
      for (int i = 0; i < packets.size(); i++) {
        AudioFrame frame = workers.next(AudioFrame.class);
        assertThat(frame.sequence()).isEqualTo(i);
        assertThat(frame.opus()).isEqualTo(Payload.wrap(packets.get(i)));
      }
      assertThat(settled(device)).isEmpty();
      assertThat(workers.heard(AudioFrame.class)).isEmpty();
      workers.hear(ref, "hello");
      assertThat(device.until("tts stop")).isNotEmpty();
    }
  }

  @Test
  void statement58_edge23_framingV2_isUnwrappedAndAWrongSizeIsDropped() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve(), "Protocol-Version: 2")) {
      listen(device, "auto");
      device.binary(v2(1_234, 5, OPUS));
      device.binary(v2(0, 3, OPUS));
      device.binary(new byte[] {0, 2, 0, 0});
      device.binary(v2(1_234, OPUS.length, OPUS));
      AudioFrame frame = workers.next(AudioFrame.class);
      assertThat(frame.opus()).isEqualTo(Payload.wrap(OPUS));
      assertThat(frame.timestampMs()).isEqualTo(1_234);
      assertThat(frame.sequence()).isZero();
      assertThat(settled(device)).isEmpty();
      assertThat(workers.heard(AudioFrame.class)).isEmpty();
    }
  }

  @Test
  void statement59_edge23_framingV3_isSpokenInBothDirections() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve(), "Protocol-Version: 3")) {
      TurnRef ref = listen(device, "auto");
      device.binary(new byte[] {0, 0, 0, 9, 1, 2, 3, 4});
      device.binary(new byte[] {0, 0});
      device.binary(new byte[] {0, 0, 0, 4, 1, 2, 3, 4});
      assertThat(workers.next(AudioFrame.class).opus()).isEqualTo(Payload.wrap(new byte[] {1, 2, 3, 4}));
      assertThat(workers.heard(AudioFrame.class)).isEmpty();
      workers.hear(ref, "hello");
      List<Heard> frames = WireDevice.audio(device.until("tts stop"));
      assertThat(frames).hasSize(3).allSatisfy(frame -> {
        ByteBuffer message = ByteBuffer.wrap(frame.payload());
        assertThat(message.getShort(0)).isZero();
        assertThat(message.getShort(2)).isEqualTo((short) (frame.payload().length - 4));
        assertThat(message.get(4)).isEqualTo(ScriptedSpeech.TOC_60_MS_MONO);
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"session_id\":\"\",", "\"session_id\":\"of-another-connection\",", "", "\"session_id\":7,"})
  void statement60_edge32_staleOrMissingSessionId_makesNoDifference(String id) throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      device.text("{" + id + "\"type\":\"listen\",\"state\":\"start\",\"mode\":\"auto\"}");
      ListenOpen open = workers.next(ListenOpen.class);
      assertThat(open.ref().sessionId()).isEqualTo(device.sessionId());
      workers.hear(open.ref(), "hello");
      device.await("tts start");
      device.text("{" + id + "\"type\":\"abort\"}");
      device.await("tts stop");
    }
  }

  @Test
  void edge24_audioAfterListenStop_isDiscarded() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef ref = listen(device, "manual");
      device.binary(OPUS);
      workers.next(AudioFrame.class);
      device.listenStop();
      device.binary(OPUS);
      assertThat(settled(device)).isEmpty();
      workers.next(ListenFlush.class);
      assertThat(workers.heard(AudioFrame.class)).isEmpty();
      workers.silence(ref, UtteranceEndReason.FLUSH);
      workers.words(ref, "hello");
      device.await("tts start");
      device.binary(OPUS);
      device.await("tts stop");
      assertThat(workers.heard(AudioFrame.class)).isEmpty();
    }
  }

  private static byte[] v2(int timestampMs, int size, byte[] opus) {
    return ByteBuffer.allocate(16 + opus.length).putShort((short) 2).putShort((short) 0).putInt(0)
        .putInt(timestampMs).putInt(size).put(opus).array();
  }
}
