package io.xiaozhimesh.tts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.stage.MeshClock;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private static long nsPerS(int frames) {
    return WarmUp.encode(OpusCodec.detect(), TtsOptions.from(new JsonObject().put("warmUpFrames", frames)), MeshClock.system());
  }

  @Test
  void warmUp_tellsWhatASecondOfSpeechCosts_andNothingWhereItIsTooShort() {
    assertThat(nsPerS(192)).isBetween(1L, 5_000_000_000L);
    assertThat(nsPerS(191)).isZero();
    assertThat(nsPerS(0)).isZero();
  }
}
