package io.xiaozhimesh.vad;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.vad.silero.SileroModel;
import io.xiaozhimesh.vad.silero.SileroModelFile;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void aSecondOfOneStream_costsLessThanASecond() throws Exception {
    try (SileroModel model = new SileroModel(SileroModelFile.read(VadOptions.DEFAULT_MODEL_FILE))) {
      assertThat(Rehearsal.nsPerS(OpusCodec.detect(), model, MeshClock.system())).isBetween(1L, 1_000_000_000L);
    }
  }

  @Test
  void capacityIsMeasured_onlyWhereNoneIsSetAndTheCodecIsWarm() {
    assertThat(VadOptions.from(new JsonObject()).measuresCapacity()).isTrue();
    assertThat(VadOptions.from(new JsonObject().put("capacity", 7)).measuresCapacity()).isFalse();
    assertThat(VadOptions.from(new JsonObject().put("warmUpFrames", 50)).measuresCapacity()).isFalse();
  }
}
