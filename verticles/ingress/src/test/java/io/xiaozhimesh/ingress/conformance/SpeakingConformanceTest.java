package io.xiaozhimesh.ingress.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerFailed;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.device.Emotion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reply is made of and in which order; its times are in {@link PacingConformanceTest}. */
class SpeakingConformanceTest extends SessionCase {

  private static final String BROKEN_OFF = "tts stop";

  @Test
  void statement61_oneReply_hasTheStatedOrder() throws Exception {
    workers.onAnswer(open -> {
      workers.toOwner(ScriptedWorkers.sentence(open.ref(), 0, "It is noon.", "happy"));
      workers.toOwner(ScriptedWorkers.sentence(open.ref(), 1, "Time to eat.", "delicious"));
      workers.toOwner(new AnswerDone(open.ref(), 2, false, "scripted"));
    });
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "what time is it");
      List<Heard> reply = device.until("tts stop");
      assertThat(WireDevice.order(reply)).containsExactly("stt", "tts start",
          "llm", "tts sentence_start", "audio", "llm", "tts sentence_start", "audio", "tts stop");
      assertThat(reply.get(0).json().getString("text")).isEqualTo("what time is it");
      assertThat(settled(device)).isEmpty();
    }
  }

  @Test
  void statement63_everySentence_isShownOnceBeforeItsFirstPacket() throws Exception {
    List<String> sentences = List.of("One.", "Two.", "Three.", "Four.");
    workers.answering(sentences.toArray(String[]::new));
    workers.onSentence(sentence -> sentence.index() == 2 ? 0 : 3);
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "count");
      List<Heard> reply = device.until("tts stop");
      assertThat(reply.stream().filter(h -> h.name().equals("tts sentence_start"))
          .map(h -> h.json().getString("text"))).containsExactlyElementsOf(sentences);
      int shown = -1;
      for (Heard heard : reply) {
        if (heard.name().equals("tts sentence_start")) {
          shown++;
        } else if (heard.binary()) {
          assertThat((int) heard.payload()[2]).as("sentence of a packet").isEqualTo(shown);
        }
      }
    }
  }

  @Test
  void statement64_emotions_areOfTheKnownNamesAndFollowTtsStart() throws Exception {
    workers.onAnswer(open -> {
      List<String> faces = List.of("happy", "grumpy", "happy", "", "sad");
      for (int i = 0; i < faces.size(); i++) {
        workers.toOwner(ScriptedWorkers.sentence(open.ref(), i, "Sentence " + i, faces.get(i)));
      }
      workers.toOwner(new AnswerDone(open.ref(), faces.size(), false, "scripted"));
    });
    workers.onSentence(sentence -> 1);
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "how are you");
      List<Heard> reply = device.until("tts stop");
      List<String> emotions = reply.stream().filter(h -> h.name().equals("llm"))
          .map(h -> h.json().getString("emotion")).toList();
      assertThat(emotions).contains("happy", "sad").allMatch(name -> Emotion.of(name).isPresent());
      assertThat(Emotion.values()).hasSize(21);
      assertThat(WireDevice.names(reply).indexOf("llm")).isGreaterThan(WireDevice.names(reply).indexOf("tts start"));
    }
  }

  @Test
  void statement64_deviceWithoutFaces_getsNoEmotions() throws Exception {
    workers.onAnswer(open -> {
      workers.toOwner(ScriptedWorkers.sentence(open.ref(), 0, "Fine.", "happy"));
      workers.toOwner(new AnswerDone(open.ref(), 1, false, "scripted"));
    });
    try (WireDevice device = WireDevice.silent(serve())) {
      device.hello("{\"type\":\"hello\",\"features\":{\"emoji\":false}}");
      say(device, "auto", "how are you");
      assertThat(WireDevice.names(device.until("tts stop"))).doesNotContain("llm");
    }
  }

  @Test
  void statement65_binaryMessages_areTheWorkersPacketsOneEachInOrderAndUnchanged() throws Exception {
    workers.answering("One.", "Two.");
    workers.onSentence(sentence -> 6);
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef turn = say(device, "auto", "count");
      List<byte[]> packets = WireDevice.audio(device.until("tts stop")).stream().map(Heard::payload).toList();
      assertThat(packets).containsExactly(IntStream.range(0, 12)
          .mapToObj(i -> ScriptedSpeech.packet(turn.turnId(), i / 6, i).array()).toArray(byte[][]::new));
    }
  }

  @Test
  void statement69_edge28_dialogueFailsAtOnce_excusesItselfAndStops() throws Exception {
    workers.onAnswer(open -> workers.toOwner(new AnswerFailed(open.ref(), MeshError.PROVIDER_FAILED, "scripted")));
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "hello");
      assertThat(WireDevice.order(device.until(BROKEN_OFF)))
          .containsExactly("stt", "tts start", "tts sentence_start", "audio", "tts stop");
    }
  }

  @Test
  void statement69_edge28_dialogueFailsInTheMiddle_playsWhatThereIsAndStops() throws Exception {
    workers.onAnswer(open -> {
      workers.toOwner(ScriptedWorkers.sentence(open.ref(), 0, "So far.", ""));
      workers.toOwner(new AnswerFailed(open.ref(), MeshError.PROVIDER_FAILED, "scripted"));
    });
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "hello");
      List<Heard> reply = device.until(BROKEN_OFF);
      assertThat(WireDevice.order(reply))
          .containsExactly("stt", "tts start", "tts sentence_start", "audio", "tts stop");
      assertThat(reply.get(2).json().getString("text")).isEqualTo("So far.");
    }
  }

  @Test
  void statement69_edge28_dialogueSaysNothing_stopsAfterItsDeadline() throws Exception {
    workers.onAnswer(open -> { });
    workers.onSentence(sentence -> 1);
    try (WireDevice device = WireDevice.greeted(serve("{'turn':{'answerDeadlineMs':1000}}"))) {
      say(device, "auto", "hello");
      Heard start = device.await("tts start");
      assertThat(device.await(BROKEN_OFF).msSince(start)).isLessThan(3_000);
    }
  }

  @Test
  void statement69_edge28_dialogueForgetsToEnd_stopsAfterItsDeadline() throws Exception {
    workers.onAnswer(open -> workers.toOwner(ScriptedWorkers.sentence(open.ref(), 0, "And then", "")));
    try (WireDevice device = WireDevice.greeted(serve("{'turn':{'answerDeadlineMs':1000}}"))) {
      say(device, "auto", "hello");
      Heard start = device.await("tts start");
      assertThat(device.await(BROKEN_OFF).msSince(start)).isLessThan(3_000);
    }
  }

  @Test
  void statement69_edge28_emptyAnswer_startsAndStops() throws Exception {
    workers.answering();
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "hello");
      assertThat(WireDevice.order(device.until(BROKEN_OFF))).containsExactly("stt", "tts start", "tts stop");
    }
  }

  @Test
  void statement69_edge28_ttsCannotSpeakASentence_theOthersAreHeard() throws Exception {
    workers.answering("One.", "Two.", "Three.");
    workers.onSentence(sentence -> {
      if (sentence.index() == 1) {
        workers.toOwner(new SpeakFailed(sentence.ref(), 1, MeshError.PROVIDER_FAILED, "scripted"));
      }
      return sentence.index() == 1 ? -1 : 3;
    });
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "hello");
      assertThat(WireDevice.audio(device.until(BROKEN_OFF))).hasSize(6);
    }
  }

  @Test
  void statement69_edge28_ttsSaysNothing_stopsAfterTheStall() throws Exception {
    workers.onSentence(sentence -> -1);
    try (WireDevice device = WireDevice.greeted(serve("{'playout':{'stallMs':500}}"))) {
      say(device, "auto", "hello");
      Heard start = device.await("tts start");
      assertThat(device.await(BROKEN_OFF).msSince(start)).isLessThan(2_500);
      say(device, "auto", "again");
      device.await("tts start");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = {"DIALOGUE", "TTS"})
  void statement69_edge28_noWorkerHasRoom_theDeviceIsNotLeftSpeaking(Role role) throws Exception {
    workers.refuse(role, MeshError.OVERLOADED);
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "hello");
      assertThat(WireDevice.order(device.until(BROKEN_OFF))).containsSubsequence("stt", "tts start", "tts stop");
      if (role == Role.DIALOGUE) {
        assertThat(workers.next(SpeakSentence.class).text()).contains("too many people");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "manual", "realtime"})
  void statement69_edge28_nobodyCanListen_saysSoOnceAndEnds(String mode) throws Exception {
    workers.refuse(Role.VAD, MeshError.OVERLOADED);
    try (WireDevice device = WireDevice.greeted(serve())) {
      device.listenStart(mode);
      List<Heard> reply = device.until("end");
      assertThat(WireDevice.order(reply))
          .containsExactly("tts start", "tts sentence_start", "audio", "tts stop", "close", "end");
      assertThat(reply.get(1).json().getString("text")).contains("too many people");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "realtime"})
  void statement70_edge26_afterTtsStop_audioIsAcceptedWithoutListenStart(String mode) throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      TurnRef first = say(device, mode, "hello");
      device.await("tts stop");
      device.binary(OPUS);
      AudioFrame frame = workers.next(AudioFrame.class);
      assertThat(frame.ref().sessionId()).isEqualTo(first.sessionId());
      workers.hear(frame.ref(), "again");
      assertThat(device.until("tts stop").get(0).json().getString("text")).isEqualTo("again");
    }
  }

  @Test
  void edge26_manual_afterTtsStopTheMicrophoneStaysClosed() throws Exception {
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "manual", "hello");
      device.await("tts stop");
      device.binary(OPUS);
      assertThat(settled(device)).isEmpty();
      assertThat(workers.heard(AudioFrame.class)).isEmpty();
    }
  }

  @Test
  void statement71_edge48_texts_haveNoControlCharactersAndAreShortAndUtf8() throws Exception {
    String dirty = "Line one\nline\ttwo\u0007\u0000\u001b[0m \uD83D half \uDE00 done \uD83D\uDE42";
    workers.answering(dirty, "长".repeat(400));
    workers.onSentence(sentence -> 1);
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "長".repeat(3_900) + "\n" + dirty);
      List<Heard> texts = device.until("tts stop").stream().filter(h -> !h.binary()).toList();
      assertThat(WireDevice.names(texts)).containsExactly("stt", "tts start", "tts sentence_start",
          "tts sentence_start", "tts stop");
      assertThat(texts).allSatisfy(SpeakingConformanceTest::isClean);
      assertThat(texts.get(2).json().getString("text")).startsWith("Line one").contains("done \uD83D\uDE42");
    }
  }

  @Test
  void whatWasHeard_isReportedToDialogue() throws Exception {
    workers.answering("One.", "Two.");
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "count");
      device.await("tts stop");
      AnswerHeard heard = workers.next(AnswerHeard.class);
      assertThat(heard.heard()).isEqualTo("One. Two.");
      assertThat(heard.interrupted()).isFalse();
      assertThat(heard.deviceId()).isEqualTo(WireDevice.ID);
    }
  }

  @Test
  void workerThatAnsweredLeaves_whatWasHeardIsReportedToAnotherWithItsQuestion() throws Exception {
    workers.answering("One.", "Two.");
    workers.onSentence(sentence -> 10);
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "count");
      device.untilFrames(3);
      await(workers.successor("next"));
      device.await("tts stop");
      AnswerHeard heard = workers.next(AnswerHeard.class);
      assertThat(heard.heard()).isEqualTo("One. Two.");
      assertThat(heard.question()).isEqualTo("count");
      assertThat(metrics.counted("mesh.ingress.heard.moved")).isEqualTo(1);
    }
  }

  private static void isClean(Heard message) throws CharacterCodingException {
    assertThat(message.payload().length).isLessThan(8_192);
    String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message.payload())).toString();
    String text = new JsonObject(json).getString("text", "");
    assertThat(json.chars()).noneMatch(Character::isISOControl);
    assertThat(text.chars()).noneMatch(Character::isISOControl);
    assertThat(text.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
