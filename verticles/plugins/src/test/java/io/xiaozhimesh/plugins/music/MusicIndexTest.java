package io.xiaozhimesh.plugins.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MusicIndexTest {

  private final SplittableRandom random = new SplittableRandom(7);
  private final MusicIndex index = new MusicIndex(Stream.of("Beethoven/01 - Ode_to_Joy.mp3", "Beethoven/02. Für Elise.mp3",
      "Twinkle Twinkle Little Star.wav", "茉莉花.mp3", "周杰伦/青花瓷.ogg", "周杰伦/晴天.ogg", "99 Luftballons.p3")
      .map(Track::of).toList());

  @ParameterizedTest
  @CsvSource({"Ode to Joy, Ode to Joy", "ODE TO JOY!, Ode to Joy", "fur elise, Für Elise", "Für Elise, Für Elise",
      "twinkle little star, Twinkle Twinkle Little Star", "twinkel twinkel little stars, Twinkle Twinkle Little Star",
      "茉莉花, 茉莉花", "青花瓷, 青花瓷", "周杰伦的青花瓷, 青花瓷", "luftballons, 99 Luftballons", "beethoven fur elise, Für Elise"})
  void titleAsItIsCalled_isFound(String wanted, String title) {
    assertThat(index.find(wanted, random)).map(Track::title).contains(title);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bohemian Rhapsody", "x", "", "东风破", "?"})
  void somethingElse_isNotFound(String wanted) {
    assertThat(index.find(wanted, random)).isEmpty();
  }

  @Test
  void nameOfAFolder_findsAnyPieceInIt() {
    assertThat(IntStream.range(0, 40).mapToObj(i -> index.find("周杰伦", random).orElseThrow().title()))
        .contains("青花瓷", "晴天").doesNotContain("茉莉花");
  }

  @Test
  void anyPiece_isNotTheOneBefore() {
    String last = "";
    for (int i = 0; i < 200; i++) {
      String next = index.any(last, random).orElseThrow().reference();
      assertThat(next).isNotEqualTo(last);
      last = next;
    }
    assertThat(new MusicIndex(List.of()).any("", random)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"01 - Ode_to_Joy.mp3, Ode to Joy", "7 Rings.mp3, 7 Rings", "99 Luftballons.p3, 99 Luftballons", "12.wav, 12",
      "a/b/03_Song.ogg, Song", "01 Song.mp3, Song"})
  void title_isTheNameWithoutNumberAndEnding(String reference, String title) {
    assertThat(Track.of(reference).title()).isEqualTo(title);
  }
}
