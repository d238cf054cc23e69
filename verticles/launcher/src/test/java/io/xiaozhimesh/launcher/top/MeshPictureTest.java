package io.xiaozhimesh.launcher.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class MeshPictureTest {

  private static JsonObject node(String name, long heardMsAgo) {
    return new JsonObject().put("node", name).put("version", "0.1.0").put("state", "ready").put("heardMsAgo", heardMsAgo)
        .put("roles", new JsonArray().add(new JsonObject()
            .put("role", "asr").put("capacity", 64).put("capacityFrom", "measured").put("sessions", 3).put("load", 0.047)));
  }

  private static MeshPicture picture(JsonObject... nodes) {
    JsonArray array = new JsonArray();
    for (JsonObject node : nodes) {
      array.add(node);
    }
    JsonObject stages = new JsonObject().put("asr", new JsonObject().put("workers", 1).put("desired", 2)
        .put("sessions", 60).put("capacity", 64).put("queueAgeMs", 70).put("messagesPerS", 12));
    return new MeshPicture(array, stages, new JsonObject().put("turns", 30).put("perSecond", 0.5).put("failed", 0)
        .put("stages", new JsonObject().put("asr", new JsonObject().put("p50Ms", 120).put("p95Ms", 240).put("p99Ms", 300)))
        .put("steps", new JsonObject().put("endpoint", new JsonObject().put("p50Ms", 510).put("p99Ms", 640))));
  }

  @Test
  void node_isDrawnWithItsStages() {
    assertThat(picture(node("ears", 10)).text().lines().toList()).containsExactly(
        "1 nodes   30 turns in the last minute, 0.50 a second, 0 failed",
        "",
        "STAGE      WORKERS WANTED        LEASES   LOAD            OLDEST ms   MSG/s  P50 ms  P95 ms  P99 ms",
        "asr              1      2         60/64    94% █████████·        70      12     120     240     300",
        "",
        "TURN        endpoint     words     token  sentence     sound      wire",
        "p50 ms           510",
        "p99 ms           640",
        "",
        "NODE                     STATE     VERSION    STAGE             LEASES   LOAD              MSG/s  CAPACITY",
        "ears                     ready     0.1.0      asr                 3/64     5% ··········       0  measured");
  }

  @Test
  void terminal_seesWhereWorkersAreWanted_inRed() {
    assertThat(picture(node("ears", 10)).colourful().lines()).anyMatch(line -> line.startsWith("\u001b[31masr "));
  }

  @Test
  void json_holdsWhatWasTold() {
    assertThat(picture(node("ears", 10)).json().fieldNames()).containsExactly("nodes", "stages", "turns");
  }

  @Test
  void nodeWithoutStages_isDrawnToo() {
    assertThat(picture(node("idle", 0).put("roles", new JsonArray())).text()).contains("idle");
  }

  @Test
  void silentNode_isNotDrawn() {
    MeshPicture picture = picture(node("ears", MeshPicture.SILENCE_MS_MAX), node("dead", MeshPicture.SILENCE_MS_MAX + 1));

    assertThat(picture.json().getJsonArray("nodes")).hasSize(1);
    assertThat(picture.text()).contains("1 nodes").doesNotContain("dead");
  }
}
