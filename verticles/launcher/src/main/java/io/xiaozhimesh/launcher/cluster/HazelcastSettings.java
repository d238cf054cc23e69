package io.xiaozhimesh.launcher.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.xiaozhimesh.launcher.cluster.ClusterOptions.Discovery;
import io.xiaozhimesh.launcher.config.ConfigException;
import io.xiaozhimesh.protocol.bus.BusWire;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The membership protocol's settings. Registrations have three backups, so that they survive the loss of several members
 * at once; nothing else is kept in the cluster.
 */
final class HazelcastSettings {

  /** Attributes by which members know each other. */
  static final String NODE_ATTRIBUTE = "mesh.node";
  static final String WIRE_ATTRIBUTE = "mesh.wire";

  private static final int BACKUPS = 3;

  private HazelcastSettings() {
  }

  /** Resolves the configured host, so it may block on a name service. */
  static Config of(ClusterOptions options, String comparedName, String node) {
    Config config = new Config();
    config.setClusterName(comparedName);
    config.getMemberAttributeConfig()
        .setAttribute(NODE_ATTRIBUTE, node)
        .setAttribute(WIRE_ATTRIBUTE, String.valueOf(BusWire.VERSION));
    network(config.getNetworkConfig(), options.network());
    join(config.getNetworkConfig().getJoin(), options.discovery());
    properties(config, options);
    config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
        .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET).setBackupCount(BACKUPS));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(BACKUPS));
    return config;
  }

  private static void network(NetworkConfig network, ClusterOptions.Network options) {
    network.setPort(options.port()).setPortAutoIncrement(options.portCount() > 1).setPortCount(options.portCount());
    if (!ClusterOptions.wildcard(options.host())) {
      network.getInterfaces().setEnabled(true).setInterfaces(List.of(address(options.host())));
    }
    if (!options.publicHost().isEmpty()) {
      network.setPublicAddress(options.publicHost());
    }
  }

  private static void join(JoinConfig join, Discovery discovery) {
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(false);
    switch (discovery.way()) {
      case TCP -> join.getTcpIpConfig().setEnabled(true).setMembers(discovery.members());
      case MULTICAST -> join.getMulticastConfig().setEnabled(true)
          .setMulticastGroup(discovery.multicastGroup()).setMulticastPort(discovery.multicastPort());
      case KUBERNETES -> join.getKubernetesConfig().setEnabled(true)
          .setProperty("service-dns", discovery.serviceDns());
    }
  }

  private static void properties(Config config, ClusterOptions options) {
    ClusterTiming timing = options.timing();
    config.setProperty("hazelcast.heartbeat.interval.seconds", String.valueOf(timing.heartbeatS()))
        .setProperty("hazelcast.max.no.heartbeat.seconds", String.valueOf(timing.heartbeatMaxS()))
        .setProperty("hazelcast.merge.first.run.delay.seconds", String.valueOf(timing.mergeFirstS()))
        .setProperty("hazelcast.merge.next.run.delay.seconds", String.valueOf(timing.mergeNextS()))
        .setProperty("hazelcast.wait.seconds.before.join", String.valueOf(timing.joinWaitS()))
        .setProperty("hazelcast.tcp.join.port.try.count", String.valueOf(options.network().portCount()))
        .setProperty("hazelcast.socket.bind.any", String.valueOf(ClusterOptions.wildcard(options.network().host())))
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.logging.type", "slf4j")
        // The details would put the compared name, which is a secret, before every line.
        .setProperty("hazelcast.logging.details.enabled", "false");
  }

  private static String address(String host) {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      throw new ConfigException("cluster.host is " + host + ", which is no address of this machine");
    }
  }
}
