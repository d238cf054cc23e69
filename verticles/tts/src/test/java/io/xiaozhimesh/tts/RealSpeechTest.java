package io.xiaozhimesh.tts;

import static io.xiaozhimesh.tts.Owner.await;
import static io.xiaozhimesh.tts.Owner.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** With the engine of every machine and the defaults. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RealSpeechTest {

  private static final TurnRef TURN = turn(1, 1);

  private Owner owner;

  @BeforeEach
  void startNode(Vertx vertx) throws Exception {
    owner = new Owner(vertx);
    owner.deploy(new JsonObject());
  }

  @AfterEach
  void stopNode() throws Exception {
    owner.undeploy();
  }

  private short[] heard(int rateHz) {
    List<SpeechFrame> frames = owner.frames();
    short[] all = new short[frames.size() * rateHz * 60 / 1000];
    try (OpusDecoder decoder = OpusCodec.detect().decoder(rateHz)) {
      int at = 0;
      for (SpeechFrame frame : frames) {
        short[] pcm = decoder.decode(frame.opus().array());
        System.arraycopy(pcm, 0, all, at, pcm.length);
        at += pcm.length;
      }
      assertThat(at).isEqualTo(all.length);
      assertThat(decoder.damagedPackets()).isZero();
    }
    return all;
  }

  @Test
  void english_spoken_isLoudStartsAtOnceAndEndsWithThePause() throws Exception {
    await(owner.open(TURN, new AudioFormat(24_000, 1, 60), 10_000));
    owner.say(TURN, 0, "The weather is fine today.");
    owner.untilSpoken(0);

    owner.assertOrdered();
    short[] pcm = heard(24_000);
    assertThat(pcm.length / 24).isBetween(1_000, 3_000);
    assertThat(RecordingSink.rms(pcm)).isGreaterThan(1_200);
    assertThat(firstLoudMs(pcm, 24)).isLessThan(120);
    short[] pause = java.util.Arrays.copyOfRange(pcm, pcm.length - 24 * 100, pcm.length);
    assertThat(RecordingSink.rms(pause)).isLessThan(150);
    assertThat(owner.all(SentenceSpoken.class)).singleElement().extracting(SentenceSpoken::engine).isEqualTo("freetts");
  }

  @Test
  void tenAnswers_atOnce_areAllSpoken() throws Exception {
    for (int i = 0; i < 10; i++) {
      TurnRef ref = new TurnRef("many-" + i, 1, 1);
      await(owner.open(ref, new AudioFormat(16_000, 1, 60), 10_000));
      owner.say(ref, 0, "This is sentence number " + i + ".");
      owner.say(ref, 1, "And this is the second one of answer " + i + ".");
      owner.end(ref, 2);
    }
    owner.until(r -> r.stream().filter(SentenceSpoken.class::isInstance).count() == 20);

    for (int i = 0; i < 10; i++) {
      String session = "many-" + i;
      List<SpeechFrame> mine = owner.frames().stream().filter(f -> f.ref().sessionId().equals(session)).toList();
      assertThat(mine).hasSizeGreaterThan(30);
      for (int n = 0; n < mine.size(); n++) {
        assertThat(mine.get(n).sequence()).isEqualTo(n);
      }
    }
  }

  private static int firstLoudMs(short[] pcm, int samplesPerMs) {
    for (int i = 0; i < pcm.length; i++) {
      if (Math.abs(pcm[i]) > 500) {
        return i / samplesPerMs;
      }
    }
    return Integer.MAX_VALUE;
  }
}
