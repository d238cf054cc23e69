package io.xiaozhimesh.vad;

import static io.xiaozhimesh.vad.SpokenSound.joined;
import static io.xiaozhimesh.vad.SpokenSound.say;
import static io.xiaozhimesh.vad.SpokenSound.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ListenClose;
import io.xiaozhimesh.protocol.bus.ListenFlush;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.ListenSpeaking;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceCancel;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class VadVerticleTest {

  private static final TurnRef REF = new TurnRef("s1", 1, 0);

  private VadRig rig;

  @BeforeEach
  void deploy(Vertx vertx) {
    rig = new VadRig(vertx);
    rig.deploy(new JsonObject());
  }

  @AfterEach
  void undeploy() {
    rig.undeploy();
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60})
  void sentenceInSilence_auto_reachesTheRecogniserWhole(int packetMs) {
    short[] speech = say("what time is it now");
    int speechMs = speech.length / 16;
    rig.open(REF, ListenMode.AUTO, false);
    rig.speak(REF, 0, packetMs, joined(silence(800), speech, silence(1_000)));
    SpeechStarted started = rig.fromOwner(SpeechStarted.class);
    assertThat(started.audioMs()).isBetween(700L, 1_100L);
    assertThat(rig.fromAsr(UtteranceOpen.class).utteranceId()).isZero();
    SpeechStopped stopped = rig.fromOwner(SpeechStopped.class);
    assertThat(stopped.reason()).isEqualTo(UtteranceEndReason.SILENCE);
    assertThat(stopped.endpointMs()).isBetween(500, 532);
    short[] pcm = rig.utterancePcm();
    int keptMs = pcm.length / 16;
    assertThat(keptMs).isBetween(stopped.speechMs() + 400, stopped.speechMs() + 400 + 200 + 64);
    assertThat(stopped.speechMs()).isBetween(speechMs - 500, speechMs + 200);
    assertThat(started.audioMs() + stopped.speechMs()).isEqualTo(stopped.audioMs());
  }

  @Test
  void speechGoesOn_thatItBeganIsSaidAgain() throws InterruptedException {
    rig.open(REF, ListenMode.MANUAL, false);
    int next = rig.speak(REF, 0, 60, joined(silence(300), say("what time is it now")));
    SpeechStarted started = rig.fromOwner(SpeechStarted.class);
    rig.speak(REF, next, 60, silence(900));
    assertThat(rig.repeated.poll(8, TimeUnit.SECONDS)).isEqualTo(started);
  }

  @Test
  void twoSentences_auto_areTwoUtterances() {
    rig.open(REF, ListenMode.AUTO, false);
    rig.speak(REF, 0, 60, joined(say("turn on the light"), silence(900), say("and the radio"), silence(900)));
    for (int id = 0; id < 2; id++) {
      assertThat(rig.fromOwner(SpeechStarted.class).utteranceId()).isEqualTo(id);
      assertThat(rig.fromAsr(UtteranceOpen.class).utteranceId()).isEqualTo(id);
      assertThat(rig.fromOwner(SpeechStopped.class).reason()).isEqualTo(UtteranceEndReason.SILENCE);
      assertThat(rig.utterancePcm().length).isGreaterThan(16 * 600);
    }
  }

  @Test
  void shortAnswer_auto_isKept() {
    short[] yes = say("yes");
    rig.open(REF, ListenMode.AUTO, false);
    rig.speak(REF, 0, 60, joined(silence(300), yes, silence(900)));
    rig.fromAsr(UtteranceOpen.class);
    SpeechStopped stopped = stoppedAfterStart();
    assertThat(stopped.reason()).isEqualTo(UtteranceEndReason.SILENCE);
    assertThat(stopped.speechMs()).isBetween(96, 700);
    assertThat(rig.utterancePcm().length).isGreaterThan(yes.length * 3 / 4);
  }

  @Test
  void packetsStop_auto_waitingEndsTheTurn() {
    rig.open(REF, ListenMode.AUTO, false);
    short[] speech = say("play some music");
    rig.speak(REF, 0, 60, speech);
    SpeechStopped stopped = stoppedAfterStart();
    assertThat(stopped.reason()).isEqualTo(UtteranceEndReason.SILENCE);
    assertThat(stopped.endpointMs()).isGreaterThanOrEqualTo(500);
  }

  @Test
  void noiseAndSilence_auto_causeNothing() {
    rig.open(REF, ListenMode.AUTO, false);
    SplittableRandom random = new SplittableRandom(9);
    short[] noise = new short[48_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (random.nextDouble() * 1_000 - 500);
    }
    rig.speak(REF, 0, 60, joined(noise, silence(2_000)));
    rig.tell(new ListenFlush(REF));
    SpeechStopped stopped = rig.fromOwner(SpeechStopped.class);
    assertThat(stopped.reason()).isEqualTo(UtteranceEndReason.NO_SPEECH);
    assertThat(rig.asr).isEmpty();
  }

  @Test
  void flushWithoutAudio_manual_saysNoSpeech() {
    rig.open(REF, ListenMode.MANUAL, false);
    rig.tell(new ListenFlush(REF));
    assertThat(rig.fromOwner(SpeechStopped.class).reason()).isEqualTo(UtteranceEndReason.NO_SPEECH);
  }

  @Test
  void longPauseInside_manual_endsOnlyOnFlush() {
    rig.open(REF, ListenMode.MANUAL, false);
    short[] sound = joined(say("remind me tomorrow"), silence(2_000), say("to call the doctor"));
    rig.speak(REF, 0, 60, sound);
    rig.tell(new ListenFlush(REF));
    rig.fromAsr(UtteranceOpen.class);
    assertThat(stoppedAfterStart().reason()).isEqualTo(UtteranceEndReason.FLUSH);
    assertThat(rig.utterancePcm().length).isGreaterThan(sound.length - 16 * 900);
    assertThat(rig.owner).isEmpty();
  }

  @Test
  void longestUtterance_auto_isCutAndGoesOn() {
    rig.undeploy();
    rig.deploy(new JsonObject().put("utteranceMaxMs", 1_500));
    rig.open(REF, ListenMode.AUTO, false);
    rig.speak(REF, 0, 60, joined(say("one two three four five six seven eight nine ten eleven"), silence(900)));
    assertThat(stoppedAfterStart().reason()).isEqualTo(UtteranceEndReason.MAX_LENGTH);
    assertThat(rig.fromOwner(SpeechStarted.class).utteranceId()).isEqualTo(1);
  }

  @Test
  void answerIsPlayed_realtime_wordIsIgnored_sentenceIsBargeIn() {
    rig.undeploy();
    rig.deploy(new JsonObject().put("bargeInMs", 700));
    rig.open(REF, ListenMode.REALTIME, true);
    int next = rig.speak(REF, 0, 60, joined(say("yes"), silence(900)));
    rig.speak(REF, next, 60, joined(say("please stop talking right now"), silence(900)));
    SpeechStarted started = rig.fromOwner(SpeechStarted.class);
    assertThat(started.audioMs()).isGreaterThan(900);
    assertThat(rig.fromOwner(SpeechStopped.class).utteranceId()).isZero();
  }

  @Test
  void answerEnds_realtime_wordCountsAgain() {
    rig.undeploy();
    rig.deploy(new JsonObject().put("bargeInMs", 5_000));
    rig.open(REF, ListenMode.REALTIME, true);
    rig.tell(new ListenSpeaking(REF, false));
    rig.speak(REF, 0, 60, joined(say("yes"), silence(900)));
    assertThat(rig.fromOwner(SpeechStarted.class).audioMs()).isLessThan(500);
  }

  @Test
  void brokenPackets_betweenGoodOnes_costNothingElse() {
    rig.open(REF, ListenMode.AUTO, false);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 50; i++) {
      byte[] garbage = new byte[1 + random.nextInt(60)];
      random.nextBytes(garbage);
      rig.packet(REF, i, garbage);
    }
    rig.packet(REF, 50, new byte[2_000]);
    rig.tell(new ListenFlush(REF));
    SpeechStopped first = fromOwnerSkipping(SpeechStopped.class);
    int id = first.reason() == UtteranceEndReason.NO_SPEECH || first.reason() == UtteranceEndReason.TOO_SHORT ? 0 : 1;
    rig.asr.clear();
    rig.speak(REF, 51, 60, joined(silence(600), say("turn on the light"), silence(900)));
    assertThat(rig.fromOwner(SpeechStarted.class).utteranceId()).isGreaterThanOrEqualTo(id);
    assertThat(rig.fromOwner(SpeechStopped.class).reason()).isEqualTo(UtteranceEndReason.SILENCE);
    assertThat(rig.metrics.counted("mesh.vad.packet.damaged")).isPositive();
  }

  @Test
  void audioFlows_creditsFollow_andRepeatedFramesAreDropped() throws InterruptedException {
    assertThat(rig.open(REF, ListenMode.AUTO, false).creditMs()).isEqualTo(2_000);
    rig.speak(REF, 0, 60, silence(1_200));
    rig.speak(REF, 10, 60, silence(300));
    int last = 0;
    for (int i = 0; i < 5; i++) {
      int upTo = rig.credits.poll(5, TimeUnit.SECONDS).upToSequence();
      assertThat(upTo).isGreaterThan(last);
      last = upTo;
    }
    assertThat(last).isEqualTo(20 + 33);
    assertThat(rig.metrics.counted("mesh.vad.frame.stale")).isEqualTo(5);
  }

  @Test
  void missingFrames_inside_areConcealedAndCounted() {
    rig.open(REF, ListenMode.AUTO, false);
    var packets = VadRig.encoded(60, joined(say("what is the weather today"), silence(900)));
    for (int i = 0; i < packets.size(); i++) {
      if (i != 8 && i != 9) {
        rig.packet(REF, i, packets.get(i));
      }
    }
    rig.fromAsr(UtteranceOpen.class);
    SpeechStopped stopped = stoppedAfterStart();
    assertThat(stopped.audioMs()).isGreaterThan(say("what is the weather today").length / 16 - 500);
    assertThat(rig.metrics.counted("mesh.vad.frame.gap")).isEqualTo(1);
  }

  @Test
  void recogniserRefuses_utterance_ownerLearnsItAndTheNextIsTriedAgain() {
    rig.acceptance = () -> Future.failedFuture(new MeshException(MeshError.OVERLOADED, "full"));
    rig.open(REF, ListenMode.AUTO, false);
    int next = rig.speak(REF, 0, 60, joined(say("hello there how are you"), silence(900)));
    rig.fromOwner(SpeechStarted.class);
    rig.fromAsr(UtteranceOpen.class);
    TranscriptFailed failed = fromOwnerSkipping(TranscriptFailed.class);
    assertThat(failed.error()).isEqualTo(MeshError.OVERLOADED);
    assertThat(rig.fromAsr(UtteranceCancel.class).utteranceId()).isZero();
    rig.acceptance = () -> Future.succeededFuture(new Accepted());
    rig.speak(REF, next, 60, joined(say("hello again"), silence(900)));
    assertThat(rig.fromAsr(UtteranceOpen.class).utteranceId()).isEqualTo(1);
    assertThat(rig.fromAsr(UtterancePcm.class).utteranceId()).isEqualTo(1);
  }

  @Test
  void newerOpen_sameSession_startsAfreshAndWithdrawsTheUtterance() {
    rig.open(REF, ListenMode.AUTO, false);
    rig.speak(REF, 0, 60, say("this is never finished because"));
    rig.fromOwner(SpeechStarted.class);
    TurnRef newer = new TurnRef("s1", 2, 1);
    rig.open(newer, ListenMode.AUTO, false);
    rig.packet(REF, 100, new byte[] {(byte) (11 << 3)});
    assertThatThrownBy(() -> rig.open(REF, ListenMode.AUTO, false)).isInstanceOf(MeshException.class)
        .extracting(e -> ((MeshException) e).error()).isEqualTo(MeshError.CANCELLED);
    while (!(rig.fromAsr(BusMessage.class) instanceof UtteranceCancel)) {
      assertThat(rig.owner).noneMatch(SpeechStopped.class::isInstance);
    }
    rig.speak(newer, 0, 60, joined(say("turn on the light"), silence(900)));
    assertThat(rig.fromOwner(SpeechStarted.class).ref()).isEqualTo(newer);
    assertThat(rig.fromOwner(SpeechStopped.class).ref()).isEqualTo(newer);
    assertThat(rig.metrics.counted("mesh.vad.message.stale")).isEqualTo(2);
  }

  @Test
  void openAgainUnderTheSameIdentity_utterances_areNumberedOn() {
    rig.open(REF, ListenMode.AUTO, false);
    rig.speak(REF, 0, 60, say("this is never finished because"));
    assertThat(rig.fromOwner(SpeechStarted.class).utteranceId()).isZero();
    rig.open(REF, ListenMode.AUTO, false);
    rig.speak(REF, 0, 60, say("turn on the light"));
    assertThat(rig.fromOwner(SpeechStarted.class).utteranceId()).isEqualTo(1);
  }

  @Test
  void fullWorker_open_isOverloaded_untilAStreamCloses() {
    rig.undeploy();
    rig.deploy(new JsonObject().put("capacity", 1));
    rig.open(REF, ListenMode.AUTO, false);
    TurnRef other = new TurnRef("s2", 1, 0);
    assertThatThrownBy(() -> rig.open(other, ListenMode.AUTO, false)).isInstanceOf(MeshException.class)
        .extracting(e -> ((MeshException) e).error()).isEqualTo(MeshError.OVERLOADED);
    rig.open(REF, ListenMode.AUTO, false);
    rig.tell(new ListenClose(REF));
    rig.tell(new ListenClose(REF));
    for (boolean taken = true; taken; ) {
      taken = VadRig.await(rig.requestOpen(other, ListenMode.AUTO, false).map(o -> false)
          .recover(e -> Future.succeededFuture(true)));
    }
    rig.packet(REF, 0, new byte[] {(byte) (11 << 3)});
    rig.open(other, ListenMode.AUTO, false);
    assertThat(rig.metrics.counted("mesh.vad.message.unknown")).isPositive();
  }

  @Test
  void ownerFallsSilent_leaseEnds_utteranceIsWithdrawn() {
    rig.undeploy();
    rig.deploy(new JsonObject().put("leaseTtlMs", 1_000));
    var packets = VadRig.encoded(60, say("hold on"));
    rig.open(REF, ListenMode.MANUAL, false);
    for (int i = 0; i < packets.size(); i++) {
      rig.packet(REF, i, packets.get(i));
    }
    rig.fromAsr(UtteranceOpen.class);
    while (!(rig.fromAsr(BusMessage.class) instanceof UtteranceCancel)) {
      assertThat(rig.metrics.counted("mesh.vad.lease.expired")).isLessThanOrEqualTo(1);
    }
    assertThat(rig.metrics.counted("mesh.vad.lease.expired")).isEqualTo(1);
  }

  @Test
  void manySessions_atOnce_eachHasItsOwnUtteranceWhole() {
    int sessions = 40;
    short[] sound = joined(silence(300), say("turn on the light in the kitchen"), silence(900));
    var packets = VadRig.encoded(60, sound);
    for (int s = 0; s < sessions; s++) {
      rig.open(new TurnRef("m" + s, 1, 0), ListenMode.AUTO, false);
    }
    for (int i = 0; i < packets.size(); i++) {
      for (int s = 0; s < sessions; s++) {
        rig.packet(new TurnRef("m" + s, 1, 0), i, packets.get(i));
      }
    }
    Set<SpeechStopped> distinct = new HashSet<>();
    for (int s = 0; s < sessions; s++) {
      SpeechStopped stopped = fromOwnerSkipping(SpeechStopped.class);
      distinct.add(new SpeechStopped(REF, 0, stopped.audioMs(), stopped.speechMs(), stopped.endpointMs(),
          stopped.reason()));
    }
    assertThat(distinct).as("all sessions hear the same at the same place").hasSize(1);
  }

  @Test
  void recordedSpeech_auto_isFound() throws Exception {
    Path clip = Path.of(System.getProperty("mesh.root", "../..")).resolve("../shared/audio/zh_funasr_damo.wav");
    assumeTrue(Files.exists(clip), clip + " is not present");
    rig.open(REF, ListenMode.AUTO, false);
    rig.speak(REF, 0, 60, joined(Wav.read(clip).pcm(), silence(900)));
    rig.fromAsr(UtteranceOpen.class);
    assertThat(stoppedAfterStart().speechMs()).isGreaterThan(1_000);
    assertThat(rig.utterancePcm().length).isGreaterThan(16_000);
  }

  private SpeechStopped stoppedAfterStart() {
    rig.fromOwner(SpeechStarted.class);
    return rig.fromOwner(SpeechStopped.class);
  }

  private <T> T fromOwnerSkipping(Class<T> type) {
    while (true) {
      Object message = rig.fromOwner(BusMessage.class);
      if (type.isInstance(message)) {
        return type.cast(message);
      }
    }
  }
}
