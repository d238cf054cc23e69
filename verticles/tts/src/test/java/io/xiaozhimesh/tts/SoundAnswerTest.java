package io.xiaozhimesh.tts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sound is an item of an answer like a sentence. */
class SoundAnswerTest {

  private static final TurnRef TURN = Owner.turn(1, 1);
  private static final int MANY = 100_000;

  @TempDir
  Path folder;

  private Vertx vertx;
  private Owner owner;

  @BeforeEach
  void deploy() throws Exception {
    new Wav(16_000, hum(6)).write(folder.resolve("six.wav"));
    new Wav(16_000, hum(600)).write(folder.resolve("long.wav"));
    vertx = Vertx.vertx();
    owner = new Owner(vertx);
    owner.deploy(Owner.scripted().put("audio", new JsonObject().put("dir", folder.toString()).put("lengthS", 300)));
  }

  @AfterEach
  void close() throws Exception {
    owner.undeploy();
    Owner.await(vertx.close());
  }

  @Test
  void soundBetweenSentences_isHeardInItsPlace() throws Exception {
    owner.opened(TURN, MANY);
    owner.say(TURN, 0, "tone 300");
    play(1, "six.wav", 0);
    owner.say(TURN, 2, "tone 300");
    owner.end(TURN, 3);

    owner.untilSpoken(2);

    owner.assertOrdered();
    assertThat(owner.all(SentenceSpoken.class)).containsExactly(new SentenceSpoken(TURN, 0, 5, "first"),
        new SentenceSpoken(TURN, 1, 100, "sound"), new SentenceSpoken(TURN, 2, 5, "first"));
  }

  @Test
  void soundWithoutCredit_isReadNoFurtherThanItsBacklog() throws Exception {
    owner.opened(TURN, 3);
    play(0, "long.wav", 0);
    owner.untilFrames(3);
    owner.settle();

    assertThat(owner.frames()).hasSize(3);
    owner.credit(TURN, 200);
    owner.untilFrames(200);
    owner.settle();
    assertThat(owner.frames()).hasSize(200);
    owner.assertOrdered();
  }

  @Test
  void cancelledSound_sendsNothingMore() throws Exception {
    owner.opened(TURN, 20);
    play(0, "long.wav", 0);
    owner.untilFrames(20);
    owner.cancel(TURN);
    owner.settle();
    int sent = owner.frames().size();
    owner.credit(TURN, MANY);
    owner.settle();

    assertThat(owner.frames()).hasSize(sent);
    assertThat(owner.all(SentenceSpoken.class)).isEmpty();
  }

  @Test
  void soundTakenUp_beginsWhereTheOwnerLostIt() throws Exception {
    owner.opened(TURN, MANY);
    play(0, "six.wav", 70);
    owner.end(TURN, 1);

    owner.untilSpoken(0);

    assertThat(owner.all(SentenceSpoken.class)).containsExactly(new SentenceSpoken(TURN, 0, 30, "sound"));
  }

  @Test
  void soundThatIsTooLong_isBrokenOffAtItsBound() throws Exception {
    owner.opened(TURN, MANY);
    play(0, "long.wav", 4_990);

    owner.untilSpoken(0);

    assertThat(owner.frames()).hasSize(10);
    assertThat(owner.total("mesh.tts.sound.ended")).isEqualTo(1);
  }

  @Test
  void unknownSound_fails_andTheNextSentenceIsSpoken() throws Exception {
    owner.opened(TURN, MANY);
    play(0, "none.wav", 0);
    owner.say(TURN, 1, "tone 300");
    owner.untilSpoken(1);

    assertThat(owner.all(SpeakFailed.class)).singleElement().satisfies(failed -> {
      assertThat(failed.index()).isZero();
      assertThat(failed.error()).isEqualTo(MeshError.PROVIDER_FAILED);
    });
    assertThat(owner.all(SpeechFrame.class)).hasSize(5);
  }

  private void play(int index, String reference, int skipFrames) {
    owner.bus.send(owner.tts, new SpeakSentence(TURN, index, "A title", "en-US", "", skipFrames, reference));
  }

  private static short[] hum(int seconds) {
    short[] pcm = new short[16_000 * seconds];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (i * 40 % 2_000 - 1_000);
    }
    return pcm;
  }
}
