package io.xiaozhimesh.launcher.cluster;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;

/**
 * The section {@code cluster} of the configuration.
 *
 * @param identity which cluster this is
 * @param discovery how nodes find each other
 * @param network where this node listens for the others
 * @param tls what protects the event bus
 * @param timing how soon a silent node is gone and a lost one is back
 */
public record ClusterOptions(
    Identity identity, Discovery discovery, Network network, ClusterTls tls, ClusterTiming timing) {

  /** What a cluster is called when nothing else is said. */
  public static final String DEFAULT_NAME = "xiaozhi-mesh";
  /** Nothing is open to the network unless somebody says so. */
  public static final String DEFAULT_HOST = "127.0.0.1";
  /** First TCP port of the membership protocol. */
  public static final int DEFAULT_PORT = 5701;
  /** How many ports from there on are tried: nodes of one machine take one each. */
  public static final int DEFAULT_PORT_COUNT = 20;
  /** Multicast group of the search for members. */
  public static final String DEFAULT_MULTICAST_GROUP = "224.2.2.3";
  /** UDP port of the search for members. */
  public static final int DEFAULT_MULTICAST_PORT = 54_327;
  /** A shorter secret is no secret. */
  static final int SECRET_CHARS_MIN = 16;

  /** How nodes find each other. */
  public enum Way {
    /** A list of addresses. */
    TCP,
    /** A multicast group. */
    MULTICAST,
    /** The addresses behind a headless service's name. */
    KUBERNETES
  }

  /**
   * Which cluster this is.
   *
   * @param name nodes of another name are strangers
   * @param secret so are those with another secret; "" only between processes of one machine
   */
  public record Identity(String name, String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Identity[name=" + name + ']';
    }
  }

  /**
   * How nodes find each other.
   *
   * @param way which of the following counts
   * @param members addresses, with or without a port; one that answers is enough
   * @param multicastGroup IPv4 group
   * @param multicastPort UDP port
   * @param serviceDns name of a headless service, as in {@code mesh.default.svc.cluster.local}
   */
  public record Discovery(
      Way way, List<String> members, String multicastGroup, int multicastPort, String serviceDns) {
  }

  /**
   * Where this node listens.
   *
   * @param host interface of the membership protocol and of the event bus
   * @param port first TCP port of the membership protocol
   * @param portCount how many ports are tried from there on
   * @param publicHost what the others are told to connect to; "" for {@code host}
   * @param busPort TCP port of the event bus; 0 takes any that is free
   */
  public record Network(String host, int port, int portCount, String publicHost, int busPort) {
  }

  /** Checks what the reader cannot. */
  public ClusterOptions {
    check(identity.name.matches("[A-Za-z0-9._-]{1,64}"),
        "cluster.name is " + identity.name + ", should be 1 to 64 letters, digits, dots, underscores or hyphens");
    check(!identity.secret.isEmpty() || LoopbackHost.is(network.host),
        "cluster.secret is empty, should be set when cluster.host is " + network.host
            + ": without one, whoever reaches this address is a member");
    check(identity.secret.isEmpty() || identity.secret.length() >= SECRET_CHARS_MIN,
        "cluster.secret is too short, should have at least " + SECRET_CHARS_MIN + " characters");
    check(!wildcard(network.host) || !network.publicHost.isEmpty(),
        "cluster.publicHost is empty, should be an address of this node when cluster.host is " + network.host);
    check(discovery.way != Way.TCP || !discovery.members.isEmpty(),
        "cluster.tcp.members is empty, should name at least one address");
    check(discovery.way != Way.KUBERNETES || !discovery.serviceDns.isEmpty(),
        "cluster.kubernetes.serviceDns is empty, should be the name of the headless service");
  }

  /** Reads the section; a missing key has its default. */
  public static ClusterOptions from(JsonObject section) {
    OptionsReader in = new OptionsReader("cluster", section);
    return new ClusterOptions(
        new Identity(in.text("name", DEFAULT_NAME), in.text("secret", "")),
        discovery(in),
        new Network(in.text("host", DEFAULT_HOST),
            in.integer("port", DEFAULT_PORT, 1, 65_535),
            in.integer("portCount", DEFAULT_PORT_COUNT, 1, 1_000),
            in.text("publicHost", ""),
            in.integer("busPort", 0, 0, 65_535)),
        ClusterTls.from(in.section("tls")),
        ClusterTiming.from(in.section("timing")));
  }

  /** The key of device tokens that follows from the secret; "" without one. */
  public String deviceTokenKey() {
    return identity.secret.isEmpty() ? "" : new ClusterKeys(identity).deviceTokenKey();
  }

  /** Whether this host means every interface. */
  static boolean wildcard(String host) {
    return host.equals("0.0.0.0") || host.equals("::");
  }

  private static Discovery discovery(OptionsReader in) {
    OptionsReader multicast = in.section("multicast");
    return new Discovery(in.choice("discovery", Way.TCP),
        in.section("tcp").texts("members", List.of(DEFAULT_HOST)),
        multicast.text("group", DEFAULT_MULTICAST_GROUP),
        multicast.integer("port", DEFAULT_MULTICAST_PORT, 1, 65_535),
        in.section("kubernetes").text("serviceDns", ""));
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
