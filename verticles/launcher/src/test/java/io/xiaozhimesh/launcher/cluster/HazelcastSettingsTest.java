package io.xiaozhimesh.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.config.ConfigException;
import org.junit.jupiter.api.Test;

class HazelcastSettingsTest {

  private static final String SECRET = "sixteen-characters";

  private static Config config(JsonObject section) {
    return HazelcastSettings.of(ClusterOptions.from(section), "compared", "n1");
  }

  private static JoinConfig join(JsonObject section) {
    return config(section).getNetworkConfig().getJoin();
  }

  @Test
  void defaults_bindLoopbackOnlyAndAskNobodyElse() {
    Config config = config(new JsonObject());

    assertThat(config.getNetworkConfig().getInterfaces().isEnabled()).isTrue();
    assertThat(config.getNetworkConfig().getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    assertThat(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled()).isFalse();
    assertThat(config.getNetworkConfig().getJoin().getAutoDetectionConfig().isEnabled()).isFalse();
  }

  @Test
  void failureDetection_isTuned() {
    Config config = config(new JsonObject());

    assertThat(config.getProperty("hazelcast.heartbeat.interval.seconds")).isEqualTo("1");
    assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("5");
    assertThat(config.getProperty("hazelcast.merge.first.run.delay.seconds")).isEqualTo("10");
    assertThat(config.getProperty("hazelcast.merge.next.run.delay.seconds")).isEqualTo("5");
    assertThat(config.getProperty("hazelcast.wait.seconds.before.join")).isEqualTo("1");
  }

  @Test
  void registrations_haveThreeBackups() {
    Config config = config(new JsonObject());

    assertThat(config.getMultiMapConfig("__vertx.subs").getBackupCount()).isEqualTo(3);
    assertThat(config.getMapConfig("__vertx.nodeInfo").getBackupCount()).isEqualTo(3);
  }

  @Test
  void comparedName_isBeforeNoLogLine() {
    Config config = config(new JsonObject());

    assertThat(config.getClusterName()).isEqualTo("compared");
    assertThat(config.getProperty("hazelcast.logging.details.enabled")).isEqualTo("false");
  }

  @Test
  void listOfMembers_isTriedOnEveryPort() {
    JsonObject section = new JsonObject().put("portCount", 7)
        .put("tcp", new JsonObject().put("members", new JsonArray().add("127.0.0.1").add("127.0.0.2:99")));

    assertThat(join(section).getTcpIpConfig().isEnabled()).isTrue();
    assertThat(join(section).getTcpIpConfig().getMembers()).containsExactly("127.0.0.1", "127.0.0.2:99");
    assertThat(config(section).getProperty("hazelcast.tcp.join.port.try.count")).isEqualTo("7");
  }

  @Test
  void multicast_isTheOnlyWayWhenChosen() {
    JoinConfig join = join(new JsonObject().put("discovery", "multicast")
        .put("multicast", new JsonObject().put("group", "224.5.5.5").put("port", 5555)));

    assertThat(join.getMulticastConfig().isEnabled()).isTrue();
    assertThat(join.getMulticastConfig().getMulticastGroup()).isEqualTo("224.5.5.5");
    assertThat(join.getMulticastConfig().getMulticastPort()).isEqualTo(5555);
    assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
  }

  @Test
  void kubernetes_asksTheServicesName() {
    JoinConfig join = join(new JsonObject().put("discovery", "kubernetes")
        .put("kubernetes", new JsonObject().put("serviceDns", "mesh.default.svc.cluster.local")));

    assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
    assertThat(join.getKubernetesConfig().getProperty("service-dns")).isEqualTo("mesh.default.svc.cluster.local");
    assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
  }

  @Test
  void everyInterface_isBoundOnlyWhenSaid() {
    Config config = config(new JsonObject()
        .put("host", "0.0.0.0").put("publicHost", "10.1.2.3").put("secret", SECRET));

    assertThat(config.getNetworkConfig().getInterfaces().isEnabled()).isFalse();
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("true");
    assertThat(config.getNetworkConfig().getPublicAddress()).isEqualTo("10.1.2.3");
  }

  @Test
  void hostThatIsNone_isRefused() {
    assertThatThrownBy(() -> config(new JsonObject().put("host", "no.such.host.invalid").put("secret", SECRET)))
        .isInstanceOf(ConfigException.class).hasMessageContaining("no.such.host.invalid");
  }
}
