package io.xiaozhimesh.bench.load.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many connections this machine lets one process have.
 *
 * @param openFiles soft limit of open files of a process
 * @param backlog connections that may wait for their accept
 * @param firstPort first of the ports that are given to whoever asks for any
 * @param lastPort last of them
 */
public record KernelLimits(long openFiles, int backlog, int firstPort, int lastPort) {

  /** Files that a JVM with our classes has open before anybody connects, with room to spare. */
  public static final int OWN_FILES = 400;

  private static final int BACKLOG_WANTED = 1_024;

  /** Of this process, whose children inherit them; where they cannot be read, those that Linux ships with. */
  public static KernelLimits read() {
    String files = line("/proc/self/limits", "Max open files");
    String[] ports = line("/proc/sys/net/ipv4/ip_local_port_range", "").trim().split("\\s+");
    String backlog = line("/proc/sys/net/core/somaxconn", "").trim();
    return new KernelLimits(files.isEmpty() ? 1_024 : softLimit(files), backlog.isEmpty() ? 128 : Integer.parseInt(backlog),
        ports.length == 2 ? Integer.parseInt(ports[0]) : 32_768, ports.length == 2 ? Integer.parseInt(ports[1]) : 60_999);
  }

  private static String line(String file, String beginning) {
    try {
      return Files.readAllLines(Path.of(file)).stream().filter(l -> l.startsWith(beginning)).findFirst().orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  static long softLimit(String line) {
    String soft = line.replaceFirst("\\D+", "").trim().split("\\s+")[0];
    return soft.matches("\\d+") ? Long.parseLong(soft) : Long.MAX_VALUE;
  }

  /** Connections that a process can hold. */
  public int connectionsMax() {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, openFiles - OWN_FILES));
  }

  /** Connections from one source address to one port. */
  public int connectionsPerAddress() {
    return lastPort - firstPort + 1;
  }

  /** What should be raised for so many connections, and how; empty when nothing. */
  public List<String> advice(int connections) {
    List<String> advice = new ArrayList<>();
    if (connections > connectionsMax()) {
      advice.add(connections + " connections need " + (connections + OWN_FILES) + " open files, allowed are " + openFiles
          + ": run \"ulimit -n " + (connections + OWN_FILES) + "\" before; measured with " + connectionsMax());
    }
    if (backlog < BACKLOG_WANTED && connections > backlog) {
      advice.add("only " + backlog + " connections may wait for their accept: sysctl -w net.core.somaxconn=" + BACKLOG_WANTED);
    }
    return advice;
  }
}
