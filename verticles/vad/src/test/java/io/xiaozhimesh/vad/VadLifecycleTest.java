package io.xiaozhimesh.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class VadLifecycleTest {

  @Test
  void deployedAndUndeployed20Times_withWorkUnderWay_leavesNoThreadAndNoConsumer(Vertx vertx) {
    VadRig rig = new VadRig(vertx);
    short[] sound = SpokenSound.say("turn on the light");
    for (int round = 0; round < 20; round++) {
      rig.deploy(new JsonObject());
      TurnRef ref = new TurnRef("s", 1, round);
      rig.open(ref, ListenMode.AUTO, false);
      rig.speak(ref, 0, 60, sound);
      rig.undeploy();
      assertThat(ownThreads()).as("round %d", round).isEmpty();
    }
    assertThatThrownBy(() -> rig.open(new TurnRef("s", 1, 99), ListenMode.AUTO, false))
        .isInstanceOf(MeshException.class)
        .extracting(e -> ((MeshException) e).error()).isEqualTo(MeshError.UNAVAILABLE);
    assertThat(rig.context.directory().candidates(Role.VAD)).isEmpty();
  }

  @Test
  void modelMissing_deploy_failsAndSaysWhatToDo(Vertx vertx) {
    VadRig rig = new VadRig(vertx);
    assertThatThrownBy(() -> rig.deploy(new JsonObject().put("modelFile", "models/nowhere.onnx")))
        .hasMessageContaining("./mesh models pull silero-vad");
    assertThat(ownThreads()).isEmpty();
  }

  private static List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
        .filter(name -> name.startsWith("mesh-vad")).toList();
  }
}
