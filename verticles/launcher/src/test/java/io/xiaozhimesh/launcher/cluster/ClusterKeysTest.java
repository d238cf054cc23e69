package io.xiaozhimesh.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.cluster.ClusterOptions.Identity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClusterKeysTest {

  private static final byte[] MESSAGE = "announcement".getBytes(StandardCharsets.UTF_8);

  private final ClusterKeys keys = new ClusterKeys(new Identity("mesh", "a secret of this cluster"));

  @Test
  void comparedName_differsWithNameAndSecret_andTellsNeitherSecret() {
    String name = keys.comparedName();

    assertThat(name).startsWith("mesh-").hasSize("mesh-".length() + 32).doesNotContain("secret");
    assertThat(new ClusterKeys(new Identity("mesh", "a secret of this cluster")).comparedName()).isEqualTo(name);
    assertThat(new ClusterKeys(new Identity("mesh", "another secret here")).comparedName()).isNotEqualTo(name);
    assertThat(new ClusterKeys(new Identity("mesh", "")).comparedName()).isNotEqualTo(name);
    assertThat(new ClusterKeys(new Identity("mesh2", "a secret of this cluster")).comparedName().substring(6))
        .isNotEqualTo(name.substring(5));
  }

  @Test
  void proof_holdsForItsBytesAndSecretOnly() {
    String proof = keys.proof(MESSAGE);

    assertThat(keys.proves(proof, MESSAGE)).isTrue();
    assertThat(keys.proves(proof, "announcemenT".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(new ClusterKeys(new Identity("mesh", "another secret here")).proves(proof, MESSAGE)).isFalse();
    assertThat(keys.proves(null, MESSAGE)).isFalse();
    assertThat(keys.proves("", MESSAGE)).isFalse();
  }

  @Test
  void deviceTokenKey_isTheSameOnEveryNodeOfTheSecret_andThereIsNoneWithout() {
    ClusterOptions options = ClusterOptions.from(new JsonObject().put("secret", "a secret of this cluster"));

    assertThat(options.deviceTokenKey()).hasSize(64)
        .isEqualTo(ClusterOptions.from(new JsonObject().put("secret", "a secret of this cluster")).deviceTokenKey())
        .isNotEqualTo(ClusterOptions.from(new JsonObject().put("secret", "another secret here")).deviceTokenKey());
    assertThat(ClusterOptions.from(new JsonObject()).deviceTokenKey()).isEmpty();
  }

  @Test
  void proof_isNotTheComparedName() {
    assertThat(keys.comparedName()).doesNotContain(keys.proof("mesh".getBytes(StandardCharsets.UTF_8)));
  }
}
