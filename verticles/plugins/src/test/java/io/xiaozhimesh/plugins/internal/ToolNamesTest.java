package io.xiaozhimesh.plugins.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolNamesTest {

  private final ToolNames names = new ToolNames(Set.of("get_current_time"));

  @Test
  void dotsAndOtherCharacters_becomeUnderscores() {
    assertThat(names.safe("self.audio_speaker.set-volume")).isEqualTo("self_audio_speaker_set-volume");
    assertThat(names.safe("灯.on")).isEqualTo("__on");
    assertThat(names.safe("")).isEqualTo("tool");
  }

  @Test
  void sameForeignName_keepsItsName() {
    assertThat(List.of(names.safe("a.b"), names.safe("a_b"), names.safe("a.b"), names.safe("a-b")))
        .containsExactly("a_b", "a_b_2", "a_b", "a-b");
  }

  @Test
  void reservedName_isGivenToNobody() {
    assertThat(names.safe("get.current.time")).isEqualTo("get_current_time_2");
    assertThat(names.safe("get_current_time")).isEqualTo("get_current_time_3");
  }

  @Test
  void longNames_areCutAndStayApart() {
    String a = names.safe("x".repeat(70) + 'a');
    String b = names.safe("x".repeat(70) + 'b');

    assertThat(a).hasSize(ToolNames.CHARS_MAX).isNotEqualTo(b);
    assertThat(b).hasSize(ToolNames.CHARS_MAX).endsWith("_2");
  }

  @Test
  void anyNames_areSafeAndDistinct() {
    long seed = 20260101;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Set<String> foreign = new HashSet<>();
    Set<String> safe = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder name = new StringBuilder();
      random.ints(random.nextInt(5), 0, 6).forEach(c -> name.append("._a2灯-".charAt(c)));
      foreign.add(name.toString());
    }

    foreign.forEach(name -> safe.add(names.safe(name)));

    assertThat(safe).hasSize(foreign.size()).allMatch(name -> name.matches("[A-Za-z0-9_-]{1,64}"));
  }
}
