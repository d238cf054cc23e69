package io.xiaozhimesh.launcher;

import io.xiaozhimesh.launcher.config.ConfigException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The name by which a node is known in the mesh: the configured one, else the host's with a random ending. */
final class NodeName {

  private NodeName() {
  }

  static String of(String configured) {
    if (!configured.isBlank()) {
      return checked(configured.strip());
    }
    byte[] ending = new byte[3];
    new SecureRandom().nextBytes(ending);
    return hostName() + "-" + HexFormat.of().formatHex(ending);
  }

  /** It stands in addresses and tables. */
  private static String checked(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new ConfigException(
          "node.name is " + name + ", should be 1 to 64 letters, digits, dots, underscores or hyphens");
    }
    return name;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().split("\\.", 2)[0].replaceAll("[^A-Za-z0-9-]", "");
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
