package io.xiaozhimesh.tts.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EdgeTokenTest {

  /** What edge-tts (Python, version 7) makes of this time. */
  @Test
  void publishedTime_hasItsToken() {
    assertThat(EdgeToken.at(1_790_000_000_123L))
        .isEqualTo("CA99F0B37F2EAC6F5D719AE4BA7C98978842B3F335D9F42979070A8DB149F0A5");
  }

  @Test
  void token_changesEveryFiveMinutes() {
    assertThat(EdgeToken.at(1_790_000_099_000L)).isEqualTo(EdgeToken.at(1_790_000_000_000L));
    assertThat(EdgeToken.at(1_790_000_400_000L)).isNotEqualTo(EdgeToken.at(1_790_000_000_000L));
  }
}
