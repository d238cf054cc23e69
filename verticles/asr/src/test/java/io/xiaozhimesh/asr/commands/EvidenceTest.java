package io.xiaozhimesh.asr.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.xiaozhimesh.asr.commands.DecodedPath.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  @Test
  void silenceOnBothSides_doesNotCount() {
    List<Frame> words = List.of(new Frame(-10, true), new Frame(-100, false), new Frame(-12, true));
    List<Frame> phones = List.of(new Frame(-9, true), new Frame(-1, false), new Frame(-9, true));

    assertThat(Evidence.perFrame(words, phones)).isCloseTo(-2, within(1e-9));
  }

  @Test
  void speechThatTheWordsHoldForSilence_counts() {
    List<Frame> words = List.of(new Frame(-1, true), new Frame(-20, false));
    List<Frame> phones = List.of(new Frame(-1, true), new Frame(-4, true));

    assertThat(Evidence.perFrame(words, phones)).isCloseTo(-8, within(1e-9));
  }

  @Test
  void noSpeechAtAll_isNoEvidenceEitherWay() {
    assertThat(Evidence.perFrame(List.of(new Frame(-5, false)), List.of(new Frame(-1, false)))).isZero();
  }

  @Test
  void pace_isBoundedPerLetter_withoutCountingBlanksAndSilence() {
    int most = 7 * Evidence.FRAMES_PER_LETTER_MAX;
    int least = 7 * Evidence.FRAMES_PER_LETTER_MIN;

    assertThat(Evidence.tooSlow(path("wake up !", most, 1_000))).isFalse();
    assertThat(Evidence.tooSlow(path("wake up !", most + 1, 0))).isTrue();
    assertThat(Evidence.tooFast(path("wake up !", least, 0))).isFalse();
    assertThat(Evidence.tooFast(path("wake up !", least - 1, 1_000))).isTrue();
  }

  private static DecodedPath path(String words, int speech, int silence) {
    List<Frame> frames = new ArrayList<>(Collections.nCopies(speech, new Frame(-1, true)));
    frames.addAll(Collections.nCopies(silence, new Frame(-1, false)));
    return new DecodedPath(words, frames);
  }
}
