package io.xiaozhimesh.tts;

import static io.xiaozhimesh.tts.Owner.await;
import static io.xiaozhimesh.tts.Owner.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.resilience.GuardRules;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TtsVerticleTest {

  private static final TurnRef TURN = turn(1, 1);
  private static final int MANY = 10_000;

  private Owner owner;

  @BeforeEach
  void startNode(Vertx vertx) {
    owner = new Owner(vertx);
  }

  @AfterEach
  void undeployIfDeployed() throws Exception {
    for (String id : List.copyOf(owner.vertx.deploymentIDs())) {
      await(owner.vertx.undeploy(id));
    }
  }

  private void assertFails(io.vertx.core.Future<?> answer, MeshError error) {
    assertThatThrownBy(() -> await(answer)).cause()
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  void sentences_spoken_arriveInOrderWithTheirEnds() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "tone 600");
    owner.say(TURN, 1, "tone 300");
    owner.say(TURN, 2, "tone 60");
    owner.end(TURN, 3);

    owner.untilSpoken(2);

    owner.assertOrdered();
    assertThat(owner.all(SentenceSpoken.class)).containsExactly(
        new SentenceSpoken(TURN, 0, 10, "first"), new SentenceSpoken(TURN, 1, 5, "first"),
        new SentenceSpoken(TURN, 2, 1, "first"));
    assertThat(owner.received.get(owner.received.size() - 1)).isInstanceOf(SentenceSpoken.class);
    assertThat(owner.frames()).hasSize(16);
  }

  @Test
  void engineOfANameOfItsOwn_wantedByTheVoice_speaks() throws Exception {
    owner.deploy(Owner.scripted().put("providers", new JsonObject(
        "{\"warm\": {\"type\": \"second\"}}")));
    owner.opened(TURN, MANY);
    owner.bus.send(owner.tts, new SpeakSentence(TURN, 0, "tone 60", "en-US", "warm/anna", 0));
    owner.bus.send(owner.tts, new SpeakSentence(TURN, 1, "tone 120", "en-US", "nobody/anna", 0));
    owner.untilSpoken(1);

    assertThat(owner.all(SentenceSpoken.class)).extracting(SentenceSpoken::engine).containsExactly("warm", "first");
  }

  @Test
  void sentenceOfARemoteEngine_isKeptOnDisk_forTheNextNodeToo(@TempDir Path folder) throws Exception {
    JsonObject section = Owner.scripted().put("cache", new JsonObject().put("entriesMax", 0))
        .put("disk", new JsonObject().put("dir", folder.toString()));
    owner.deploy(section);
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "tone 600");
    owner.untilSpoken(0);
    owner.undeploy();
    owner.deploy(section);
    owner.opened(turn(2, 1), MANY);
    owner.say(turn(2, 1), 0, "tone 600");
    owner.until(all -> all.stream().filter(SentenceSpoken.class::isInstance).count() == 2);

    assertThat(ScriptedEngines.ASKED.get("first")).isEmpty();
    assertThat(owner.frames()).hasSize(20);
    assertThat(owner.frames().get(13).opus()).isEqualTo(owner.frames().get(3).opus());
    assertThat(owner.metrics.counted("mesh.tts.disk.hit")).isEqualTo(1);
  }

  @Test
  void frames_decoded_holdTheSoundOfTheEngine() throws Exception {
    owner.deploy(Owner.scripted());
    await(owner.open(TURN, new AudioFormat(24_000, 1, 60), MANY));
    owner.say(TURN, 0, "tone 1200");
    owner.untilSpoken(0);

    int samples = 0;
    try (OpusDecoder decoder = OpusCodec.detect().decoder(24_000)) {
      for (SpeechFrame frame : owner.frames()) {
        short[] pcm = decoder.decode(frame.opus().array());
        assertThat(pcm).hasSize(24 * 60);
        if (frame.sequence() > 0 && frame.sequence() < 19) {
          assertThat(RecordingSink.rms(pcm)).isBetween(4_000.0, 8_000.0);
        }
        samples += pcm.length;
      }
    }
    assertThat(samples / 24).isBetween(1_200, 1_260);
  }

  @Test
  void credit_exhausted_holdsFramesBackUntilMoreComes() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, 3);
    owner.say(TURN, 0, "tone 600");
    owner.untilFrames(3);
    owner.settle();
    assertThat(owner.frames()).hasSize(3);

    owner.credit(TURN, 7);
    owner.untilFrames(7);
    owner.settle();
    assertThat(owner.frames()).hasSize(7);
    assertThat(owner.all(SentenceSpoken.class)).isEmpty();

    owner.credit(TURN, 100);
    owner.untilSpoken(0);
    owner.assertOrdered();
    assertThat(owner.frames()).hasSize(10);
  }

  @Test
  void backlog_full_pausesTheNextSentences() throws Exception {
    owner.deploy(Owner.scripted().put("backlogMs", 600));
    owner.opened(TURN, 1);
    for (int i = 0; i < 6; i++) {
      owner.say(TURN, i, "tone " + (600 + i));
    }
    owner.untilFrames(1);
    owner.settle();
    assertThat(ScriptedEngines.ASKED.get("first").size()).isLessThanOrEqualTo(2);

    owner.credit(TURN, MANY);
    owner.untilSpoken(5);
    owner.assertOrdered();
    assertThat(ScriptedEngines.ASKED.get("first")).hasSize(6);
  }

  @Test
  void cancelled_answer_sendsNothingMore() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, 2);
    owner.say(TURN, 0, "tone 60000");
    owner.say(TURN, 1, "tone 500");
    owner.untilFrames(2);
    owner.cancel(TURN);
    owner.untilCounted("mesh.tts.answer.cancelled", 1);
    owner.credit(TURN, MANY);
    owner.settle();

    assertThat(owner.frames()).hasSize(2);
    assertThat(owner.all(SentenceSpoken.class)).isEmpty();
    assertThat(owner.all(SpeakFailed.class)).isEmpty();
  }

  @Test
  void cancelled_answer_stopsItsEngine() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, 2);
    owner.say(TURN, 0, "hang");
    owner.settle();
    owner.cancel(TURN);
    owner.untilCounted("mesh.tts.answer.cancelled", 1);

    assertThat(ScriptedEngines.CANCELLED).containsExactly("hang");
    owner.opened(turn(2, 2), MANY);
    owner.say(turn(2, 2), 0, "tone 120");
    owner.untilSpoken(0);
  }

  @Test
  void cancelOvertakingItsOpen_refusesIt() throws Exception {
    owner.deploy(Owner.scripted());
    owner.cancel(TURN);
    owner.settle();

    assertFails(owner.open(TURN, new AudioFormat(16_000, 1, 60), 1), MeshError.CANCELLED);
    owner.opened(turn(2, 2), 1);
  }

  @Test
  void olderTurn_neverReplacesANewer_andItsMessagesAreDropped() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(turn(2, 5), MANY);

    assertFails(owner.open(turn(2, 4), new AudioFormat(16_000, 1, 60), 1), MeshError.CANCELLED);
    owner.say(turn(2, 4), 0, "tone 100");
    owner.cancel(turn(2, 4));
    owner.say(turn(2, 5), 0, "tone 200");
    owner.untilSpoken(0);

    assertThat(owner.frames()).allMatch(f -> f.ref().epoch() == 5);
    assertThat(owner.total("mesh.tts.message.stale")).isEqualTo(1);
  }

  @Test
  void newerTurn_replacesTheOlder() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, 1);
    owner.say(TURN, 0, "tone 6000");
    owner.untilFrames(1);
    owner.opened(turn(2, 2), MANY);
    owner.say(turn(2, 2), 0, "tone 300");
    owner.until(r -> r.stream().anyMatch(m -> m instanceof SentenceSpoken s && s.ref().turnId() == 2));

    assertThat(owner.frames().stream().filter(f -> f.ref().turnId() == 1)).hasSize(1);
    assertThat(owner.total("mesh.tts.answer.replaced")).isEqualTo(1);
  }

  @Test
  void closedSession_freesItsAnswer() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, 1);
    owner.bus.send(owner.tts, new SessionClosed("s1"));
    owner.untilCounted("mesh.tts.answer.cancelled", 1);

    owner.say(TURN, 0, "tone 100");
    owner.untilCounted("mesh.tts.message.stale", 1);
    assertThat(owner.received).isEmpty();
  }

  @Test
  void engineFailingBeforeItsFirstSound_isReplacedByTheNext() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "first-300");
    owner.untilSpoken(0);

    assertThat(owner.all(SentenceSpoken.class)).containsExactly(new SentenceSpoken(TURN, 0, 5, "second"));
    assertThat(owner.metrics.counted("mesh.tts.engine.failed", "engine", "first", "error", "PROVIDER_FAILED"))
        .isEqualTo(1);
  }

  @Test
  void engineFailingThreeTimes_isLeftAloneForAWhile() throws Exception {
    owner.deploy(Owner.scripted().put("resilience", new JsonObject().put("errorsMax", 3)));
    owner.opened(TURN, MANY);
    for (int i = 0; i < 4; i++) {
      owner.say(TURN, i, "first-10" + i);
      owner.untilSpoken(i);
    }
    assertThat(ScriptedEngines.ASKED.get("first")).hasSize(3);
    owner.nowMs.addAndGet(GuardRules.DEFAULT_OPEN_MS + 1);

    owner.say(TURN, 4, "tone 60");
    owner.untilSpoken(4);
    assertThat(ScriptedEngines.ASKED.get("first")).hasSize(4);
  }

  @Test
  void everyEngineFailing_failsTheSentence_andTheNextIsSpoken() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "fail");
    owner.say(TURN, 1, "broken");
    owner.say(TURN, 2, "tone 300");
    owner.untilSpoken(2);

    assertThat(owner.all(SpeakFailed.class)).extracting(SpeakFailed::index).containsExactly(0, 1);
    assertThat(owner.all(SpeakFailed.class)).extracting(SpeakFailed::error).containsOnly(MeshError.PROVIDER_FAILED);
    owner.assertOrdered();
  }

  @Test
  void engineFailingInTheMiddle_nextVoiceGoesOn_andRepeatsLittle() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "first-late 1200");
    owner.say(TURN, 1, "tone 60");
    owner.untilSpoken(1);

    assertThat(owner.all(SentenceSpoken.class)).extracting(SentenceSpoken::engine).containsExactly("second", "first");
    int overlap = SentenceMaking.OVERLAP_MS / 60;
    assertThat(owner.frames().stream().filter(f -> f.sentenceIndex() == 0).count())
        .isBetween(20L + overlap - 1, 20L + overlap + 1);
    assertThat(owner.all(SpeakFailed.class)).isEmpty();
    owner.assertOrdered();
  }

  @Test
  void everyEngineFailingInTheMiddle_sendsWhatTheySaid_thenTheFailure() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "fail late");
    owner.say(TURN, 1, "tone 60");
    owner.untilSpoken(1);

    assertThat(owner.frames().stream().filter(f -> f.sentenceIndex() == 0).count()).isBetween(8L, 15L);
    assertThat(owner.all(SpeakFailed.class)).singleElement().extracting(SpeakFailed::index).isEqualTo(0);
  }

  @Test
  void languageThatNobodySpeaks_failsTheSentenceOnly() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "Привет 500", "ru-RU");
    owner.say(TURN, 1, "tone 60");
    owner.untilSpoken(1);

    assertThat(owner.all(SpeakFailed.class)).singleElement().extracting(SpeakFailed::error)
        .isEqualTo(MeshError.UNAVAILABLE);
  }

  @Test
  void nothingToPronounce_isSpokenWithoutFrames() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, 1);
    owner.say(TURN, 0, "…?!");
    owner.untilSpoken(0);

    assertThat(owner.all(SentenceSpoken.class)).containsExactly(new SentenceSpoken(TURN, 0, 0, ""));
    assertThat(ScriptedEngines.ASKED.get("first")).isEmpty();
  }

  @Test
  void endlessSentence_isBrokenOff() throws Exception {
    owner.deploy(Owner.scripted().put("sentenceAudioMsMax", 2_000));
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "endless");
    owner.until(r -> r.stream().anyMatch(SpeakFailed.class::isInstance));

    assertThat(owner.frames()).hasSizeBetween(30, 34);
    assertThat(owner.all(SpeakFailed.class)).singleElement().extracting(SpeakFailed::error)
        .isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void engineThatNeverAnswers_isBrokenOffAtTheDeadline() throws Exception {
    owner.deploy(Owner.scripted().put("sentenceDeadlineMs", 3_000).put("engines", new JsonArray().add("first")));
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "hang");
    owner.settle();
    owner.nowMs.addAndGet(3_001);
    owner.until(r -> r.stream().anyMatch(SpeakFailed.class::isInstance));

    assertThat(owner.all(SpeakFailed.class)).singleElement().extracting(SpeakFailed::error)
        .isEqualTo(MeshError.TIMEOUT);
    assertThat(ScriptedEngines.CANCELLED).containsExactly("hang");
  }

  @Test
  void shortSentence_spokenTwice_isMadeOnce() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "tone 300");
    owner.untilSpoken(0);
    owner.say(TURN, 1, "tone 300");
    owner.untilSpoken(1);

    assertThat(ScriptedEngines.ASKED.get("first")).hasSize(1);
    assertThat(owner.total("mesh.tts.cache.hit")).isEqualTo(1);
    assertThat(owner.total("mesh.tts.cache.miss")).isEqualTo(1);
    assertThat(owner.frames().subList(0, 5)).extracting(SpeechFrame::opus)
        .isEqualTo(owner.frames().subList(5, 10).stream().map(SpeechFrame::opus).toList());
    owner.assertOrdered();
  }

  @Test
  void silentOwner_losesItsLease() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, 1);
    owner.say(TURN, 0, "tone 600");
    owner.untilFrames(1);
    owner.nowMs.addAndGet(TtsOptions.Answers.DEFAULT_TTL_MS + 1);
    owner.untilCounted("mesh.tts.answer.expired", 1);

    owner.credit(TURN, MANY);
    owner.untilCounted("mesh.tts.message.stale", 1);
    assertThat(owner.frames()).hasSize(1);
  }

  @Test
  void fullWorker_refusesMoreAnswers_andTakesThemAgainLater() throws Exception {
    owner.deploy(Owner.scripted().put("answersMax", 1));
    owner.opened(TURN, MANY);
    TurnRef other = new TurnRef("s2", 1, 1);
    assertFails(owner.open(other, new AudioFormat(16_000, 1, 60), 1), MeshError.OVERLOADED);

    owner.say(TURN, 0, "tone 60");
    owner.end(TURN, 1);
    owner.untilSpoken(0);
    await(owner.open(other, new AudioFormat(16_000, 1, 60), 1));
  }

  @Test
  void formatThatNoEncoderMakes_isRefused() throws Exception {
    owner.deploy(Owner.scripted());

    assertFails(owner.open(TURN, new AudioFormat(16_000, 2, 60), 1), MeshError.BAD_REQUEST);
    assertFails(owner.open(TURN, new AudioFormat(16_000, 1, 120), 1), MeshError.BAD_REQUEST);
  }

  @Test
  void repeatedSentence_isSpokenOnce() throws Exception {
    owner.deploy(Owner.scripted());
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "tone 120");
    owner.say(TURN, 0, "tone 120");
    owner.say(TURN, 1, "tone 60");
    owner.untilSpoken(1);

    assertThat(owner.frames()).hasSize(3);
    assertThat(owner.total("mesh.tts.sentence.repeated")).isEqualTo(1);
  }

  @Test
  void tooManyWaitingSentences_failOneByOne() throws Exception {
    owner.deploy(Owner.scripted().put("waitingSentencesMax", 2));
    owner.opened(TURN, 1);
    owner.say(TURN, 0, "hang");
    for (int i = 1; i < 5; i++) {
      owner.say(TURN, i, "tone 60");
    }
    owner.until(r -> r.size() == 2);

    assertThat(owner.all(SpeakFailed.class)).extracting(SpeakFailed::index).containsExactly(3, 4);
    assertThat(owner.all(SpeakFailed.class)).extracting(SpeakFailed::error).containsOnly(MeshError.OVERLOADED);
  }

  @Test
  void unknownEngine_failsTheStart() {
    assertThatThrownBy(() -> owner.deploy(Owner.scripted().put("engine", "nobody")))
        .hasMessageContaining("nobody").hasMessageContaining("freetts");
  }

  @Test
  void engineAskedFor_isAskedFirst() throws Exception {
    owner.deploy(Owner.scripted().put("engine", "second"));
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "tone 60");
    owner.untilSpoken(0);

    assertThat(owner.all(SentenceSpoken.class)).singleElement().extracting(SentenceSpoken::engine).isEqualTo("second");
  }

  @Test
  void stoppedAndStartedAgain_leavesNoThreads() throws Exception {
    owner.deploy(Owner.scripted());
    assertThat(owner.directory.candidates(Role.TTS)).hasSizeLessThanOrEqualTo(1);
    owner.opened(TURN, 1);
    owner.say(TURN, 0, "tone 600");
    owner.undeploy();

    assertThat(Thread.getAllStackTraces().keySet()).noneMatch(t -> t.getName().startsWith("mesh-tts"));
    assertFails(owner.open(turn(2, 2), new AudioFormat(16_000, 1, 60), 1), MeshError.UNAVAILABLE);
    owner.deploy(Owner.scripted());
    owner.opened(turn(3, 3), 1);
  }
}
