package io.xiaozhimesh.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredTextTest {

  @Test
  void shortText_fitted_isUnchanged() {
    assertThat(StoredText.fit("你好", 2)).isEqualTo("你好");
    assertThat(StoredText.fit("", 2)).isEmpty();
  }

  @Test
  void longText_fitted_isCutBetweenCharacters() {
    assertThat(StoredText.fit("abc", 2)).isEqualTo("ab");
    assertThat(StoredText.fit("a🙂b", 2)).isEqualTo("a");
    assertThat(StoredText.fit("a🙂b", 3)).isEqualTo("a🙂");
  }

  @Test
  void nul_fitted_isRemovedBeforeTheCut() {
    assertThat(StoredText.fit("\0a\0b", 2)).isEqualTo("ab");
  }
}
