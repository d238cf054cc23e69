package io.xiaozhimesh.bench.load.failover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Each place a network namespace of Linux with a virtual cable to one bridge, made with the command {@code ip}. A cut cable
 * drops packets without a word, as a pulled one does. Needs the rights of root; closing removes everything.
 */
final class NamespaceNetwork implements NodeNetwork {

  private final String id = String.format("%04x", ThreadLocalRandom.current().nextInt(0x10000));
  private final String subnet = "10." + ThreadLocalRandom.current().nextInt(200, 250) + '.'
      + ThreadLocalRandom.current().nextInt(1, 255) + '.';
  private final int places;

  /**
   * Makes bridge, namespaces and cables.
   *
   * @throws IllegalStateException where the machine does not allow it
   */
  NamespaceNetwork(int places) {
    this.places = places;
    try {
      run("ip link add " + bridge() + " type bridge");
      run("ip addr add " + frontHost() + "/24 dev " + bridge());
      run("ip link set " + bridge() + " up");
      for (int place = 0; place < places; place++) {
        run("ip netns add " + space(place));
        run("ip link add " + cable(place) + " type veth peer name eth0 netns " + space(place));
        run("ip link set " + cable(place) + " master " + bridge() + " up");
        run("ip -n " + space(place) + " addr add " + host(place) + "/24 dev eth0");
        run("ip -n " + space(place) + " link set eth0 up");
        run("ip -n " + space(place) + " link set lo up");
      }
    } catch (IllegalStateException refused) {
      close();
      throw refused;
    }
  }

  private String bridge() {
    return "mesh" + id;
  }

  private String space(int place) {
    return "mesh" + id + '-' + place;
  }

  private String cable(int place) {
    return "mv" + id + '-' + place;
  }

  @Override
  public String frontHost() {
    return subnet + 1;
  }

  @Override
  public String host(int place) {
    return subnet + (10 + place);
  }

  @Override
  public List<String> prefix(int place) {
    return List.of("ip", "netns", "exec", space(place));
  }

  @Override
  public boolean canCut() {
    return true;
  }

  @Override
  public void cut(int place) {
    run("ip link set " + cable(place) + " down");
  }

  @Override
  public void mend(int place) {
    run("ip link set " + cable(place) + " up");
  }

  /** The processes in the namespaces must have ended. */
  @Override
  public void close() {
    List<String> undo = new ArrayList<>();
    for (int place = 0; place < places; place++) {
      undo.add("ip netns del " + space(place));
      undo.add("ip link del " + cable(place));
    }
    undo.add("ip link del " + bridge());
    for (String command : undo) {
      try {
        run(command);
      } catch (IllegalStateException notThere) {
        // A cable goes with its namespace, and what was never made cannot be removed.
        continue;
      }
    }
  }

  private static void run(String command) {
    try {
      Process process = new ProcessBuilder(Arrays.asList(command.split(" "))).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(command + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(command + ": interrupted", e);
    }
  }
}
