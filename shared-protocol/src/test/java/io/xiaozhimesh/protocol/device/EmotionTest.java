package io.xiaozhimesh.protocol.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmotionTest {

  @Test
  void thereAreTwentyOne() {
    assertThat(Emotion.values()).hasSize(21).extracting(Emotion::emoji).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void nameAndEmoji_leadBack(Emotion emotion) {
    assertThat(Emotion.of(emotion.wireName())).contains(emotion);
    assertThat(Emotion.of(emotion.name())).contains(emotion);
    assertThat(Emotion.ofEmoji(emotion.emoji())).contains(emotion);
    assertThat(Emotion.ofEmoji(emotion.emoji() + "\uFE0F")).contains(emotion);
    assertThat(emotion.emoji().codePointCount(0, emotion.emoji().length())).isOne();
  }

  @Test
  void whatIsUnknown_isEmpty() {
    assertThat(Emotion.of("robot_2")).isEmpty();
    assertThat(Emotion.ofEmoji("🤖")).isEmpty();
    assertThat(Emotion.ofEmoji("")).isEmpty();
    assertThat(Emotion.ofEmoji("😲")).contains(Emotion.SURPRISED);
  }
}
