package io.xiaozhimesh.ingress.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.AnswerCancel;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.AnswerMilestone;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.AnswerProgress;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.ListenClose;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.ListenSpeaking;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SpeakCancel;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user interrupts. */
class InterruptionConformanceTest extends SessionCase {

  @BeforeEach
  void tellLongStories() {
    workers.answering("Once upon a time there was a fox.", "It lived in a wood.");
    workers.onSentence(sentence -> 40);
  }

  @Test
  void statement72_statement75_abort_silencesTheReplyAtOnceAndForEver() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "tell me a story");
      TurnRef answer = workers.next(AnswerOpen.class).ref();
      device.untilFrames(8);
      long abortNs = System.nanoTime();
      device.abort();
      List<Heard> rest = device.until("tts stop");
      assertThat((rest.get(rest.size() - 1).atNs() - abortNs) / 1e6).isLessThan(200);
      assertThat(WireDevice.audio(rest)).allMatch(frame -> (frame.atNs() - abortNs) / 1e6 < 100);
      assertThat(workers.next(AnswerCancel.class).ref()).isEqualTo(answer);
      assertThat(workers.next(SpeakCancel.class).ref()).isEqualTo(answer);
      workers.toOwner(new SpeechFrame(answer, 0, 99, ScriptedSpeech.packet(1, 0, 99)));
      workers.toOwner(ScriptedWorkers.sentence(answer, 2, "More of it.", ""));
      workers.reply(answer, "Even more.");
      assertThat(settled(device)).isEmpty();
      AnswerHeard heard = workers.next(AnswerHeard.class);
      assertThat(heard.interrupted()).isTrue();
      assertThat("Once upon a time there was a fox.").startsWith(heard.heard().replace("…", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"abort\"}", "{\"type\":\"abort\",\"reason\":\"wake_word_detected\"}",
      "{\"type\":\"abort\",\"reason\":null}"})
  void statement73_edge27_abortInEveryPhase_isAnsweredByAtMostOneTtsStop(String abort) throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      device.text(abort);
      assertThat(WireDevice.names(settled(device))).hasSizeLessThanOrEqualTo(1).allMatch("tts stop"::equals);
      TurnRef ref = listen(device, "auto");
      device.text(abort);
      assertThat(WireDevice.names(settled(device))).hasSizeLessThanOrEqualTo(1).allMatch("tts stop"::equals);
      workers.hear(ref, "tell me a story");
      device.untilFrames(3);
      device.text(abort);
      assertThat(WireDevice.names(settled(device)).stream().filter(name -> !name.equals("audio")))
          .containsExactly("tts stop");
      device.text(abort);
      assertThat(WireDevice.names(settled(device))).hasSizeLessThanOrEqualTo(1).allMatch("tts stop"::equals);
    }
  }

  @Test
  void edge27_abortDuringRecognition_forgetsTheUtterance() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef ref = listen(device, "auto");
      workers.voice(ref);
      workers.silence(ref, UtteranceEndReason.SILENCE);
      assertThat(settled(device)).isEmpty();
      device.abort();
      assertThat(WireDevice.names(settled(device))).containsExactly("tts stop");
      workers.words(ref, "forget this");
      assertThat(settled(device)).isEmpty();
      assertThat(workers.heard(AnswerOpen.class)).isEmpty();
    }
  }

  @Test
  void edge27_abortDuringATool_cancelsItAndStops() throws Exception {
    workers.onAnswer(open -> workers.toOwner(new AnswerProgress(open.ref(), AnswerMilestone.TOOL_STARTED, "weather")));
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "what is the weather");
      TurnRef answer = workers.next(AnswerOpen.class).ref();
      device.await("tts start");
      device.abort();
      assertThat(WireDevice.names(settled(device))).containsExactly("tts stop");
      assertThat(workers.next(AnswerCancel.class).ref()).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "manual", "realtime"})
  void statement74_afterAbort_theNextUtteranceWorksWithANewTtsStart(String mode) throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, mode, "tell me a story");
      device.untilFrames(2);
      device.abort();
      device.await("tts stop");
      workers.answering("Short.");
      workers.onSentence(sentence -> 2);
      TurnRef ref = listen(device, mode);
      workers.hear(ref, "be short");
      List<Heard> reply = device.until("tts stop");
      assertThat(WireDevice.order(reply))
          .containsExactly("stt", "tts start", "tts sentence_start", "audio", "tts stop");
      assertThat(reply.get(2).json().getString("text")).isEqualTo("Short.");
      assertThat(WireDevice.audio(reply)).hasSize(2).allMatch(frame -> frame.payload()[1] == ref.turnId());
    }
  }

  @Test
  void statement76_realtime_voiceDuringSpeech_stopsItAndBeginsANewTurn() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef ref = say(device, "realtime", "tell me a story");
      device.untilFrames(3);
      assertThat(workers.next(ListenSpeaking.class).speaking()).isTrue();
      device.binary(OPUS);
      assertThat(workers.next(AudioFrame.class).ref()).isEqualTo(ref);
      workers.voice(ref);
      assertThat(WireDevice.order(device.until("tts stop"))).endsWith("tts stop");
      workers.answering("What else?");
      workers.silence(ref, UtteranceEndReason.SILENCE);
      workers.words(ref, "something else");
      List<Heard> reply = device.until("tts sentence_start");
      assertThat(WireDevice.order(reply)).containsExactly("stt", "tts start", "tts sentence_start");
      assertThat(reply.get(2).json().getString("text")).isEqualTo("What else?");
    }
  }

  @Test
  void statement76_edge24_auto_audioDuringSpeech_changesNothing() throws Exception {
    workers.answering("Short enough.");
    workers.onSentence(sentence -> 12);
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef ref = say(device, "auto", "hello");
      assertThat(workers.next(ListenClose.class).ref()).isEqualTo(ref);
      for (int i = 0; i < 10; i++) {
        device.binary(OPUS);
      }
      workers.voice(ref);
      workers.silence(ref, UtteranceEndReason.SILENCE);
      workers.words(ref, "leftover");
      List<Heard> reply = device.until("tts stop");
      assertThat(WireDevice.order(reply))
          .containsExactly("stt", "tts start", "tts sentence_start", "audio", "tts stop");
      assertThat(WireDevice.audio(reply)).hasSize(12);
      assertThat(workers.heard(AudioFrame.class)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "realtime"})
  void statement77_edge17_listenStartWhileSpeaking_aloneDoesNotEndTheReply(String mode) throws Exception {
    workers.answering("Short enough.");
    workers.onSentence(sentence -> 12);
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, mode, "hello");
      device.untilFrames(1);
      device.listenStart(mode);
      List<Heard> rest = device.until("tts stop");
      assertThat(WireDevice.audio(rest)).hasSize(11);
      TurnRef ref = workers.next(ListenOpen.class).ref();
      workers.hear(ref, "next");
      assertThat(device.until("tts stop").get(0).json().getString("text")).isEqualTo("next");
    }
  }

  @Test
  void statement77_edge17_abortThenListenStart_endsTheReplyAndListens() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "tell me a story");
      device.untilFrames(2);
      workers.heard(ListenOpen.class).clear();
      device.text("{\"type\":\"abort\",\"reason\":\"wake_word_detected\"}");
      device.listenStart("auto");
      device.await("tts stop");
      assertThat(settled(device)).isEmpty();
      device.binary(OPUS);
      TurnRef stream = workers.next(AudioFrame.class).ref();
      workers.hear(stream, "next");
      assertThat(device.await("stt").json().getString("text")).isEqualTo("next");
    }
  }

  @Test
  void edge17_pushToTalkWhileSpeaking_endsTheReplyAndListensManually() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "tell me a story");
      device.untilFrames(2);
      device.abort();
      device.await("tts stop");
      device.listenStart("manual");
      settled(device);
      ListenOpen open = workers.latest(ListenOpen.class, Role.VAD);
      assertThat(open.mode()).isEqualTo(ListenMode.MANUAL);
      assertThat(open.speaking()).isFalse();
    }
  }

  @Test
  void edge17_talkButtonJustBeforeTheReply_doesNotEndIt() throws Exception {
    workers.answering("Short.");
    workers.onSentence(sentence -> 3);
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef ref = listen(device, "manual");
      device.listenStop();
      workers.silence(ref, UtteranceEndReason.FLUSH);
      workers.words(ref, "hello");
      device.await("tts start");
      device.listenStart("manual");
      assertThat(WireDevice.audio(device.until("tts stop"))).hasSize(3);
      assertThat(settled(device)).isEmpty();
      assertThat(workers.heard(ListenOpen.class)).isEmpty();
    }
  }
}
