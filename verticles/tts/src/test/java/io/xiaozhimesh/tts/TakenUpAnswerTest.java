package io.xiaozhimesh.tts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An answer whose first worker was lost is spoken from where it broke off. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class TakenUpAnswerTest {

  private static final TurnRef FIRST = Owner.turn(1, 1);
  private static final TurnRef SECOND = Owner.turn(1, 2);
  private static final int MANY = 1_000;

  private Owner owner;

  @BeforeEach
  void startNode(Vertx vertx) throws Exception {
    owner = new Owner(vertx);
    owner.deploy(Owner.scripted());
  }

  @AfterEach
  void undeploy() throws Exception {
    owner.undeploy();
  }

  private List<Payload> soundOf(TurnRef ref) {
    return owner.frames().stream().filter(f -> f.ref().equals(ref)).map(SpeechFrame::opus).toList();
  }

  private void sayFrom(TurnRef ref, int index, String text, int skipFrames) {
    owner.bus.send(owner.tts, new SpeakSentence(ref, index, text, "en-US", "", skipFrames));
  }

  @Test
  void sentenceHalfReceived_restIsSpokenInTheSameFrames() throws Exception {
    owner.opened(FIRST, MANY);
    owner.say(FIRST, 0, "tone 600");
    owner.end(FIRST, 1);
    owner.untilSpoken(0);
    owner.opened(SECOND, MANY);
    sayFrom(SECOND, 0, "tone 600", 4);
    owner.end(SECOND, 1);
    owner.until(all -> all.contains(new SentenceSpoken(SECOND, 0, 6, "first")));

    assertThat(soundOf(SECOND)).isEqualTo(soundOf(FIRST).subList(4, 10));
    assertThat(owner.frames().stream().filter(f -> f.ref().equals(SECOND)).map(SpeechFrame::sequence))
        .containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void sentenceWhollyReceived_onlyItsEndIsTold_andTheNextIsWhole() throws Exception {
    owner.opened(SECOND, MANY);
    sayFrom(SECOND, 2, "tone 300", 5);
    sayFrom(SECOND, 3, "tone 120", 0);
    owner.end(SECOND, 4);
    owner.until(all -> all.contains(new SentenceSpoken(SECOND, 3, 2, "first")));

    assertThat(owner.all(SentenceSpoken.class)).startsWith(new SentenceSpoken(SECOND, 2, 0, "first"));
    assertThat(soundOf(SECOND)).hasSize(2);
  }
}
