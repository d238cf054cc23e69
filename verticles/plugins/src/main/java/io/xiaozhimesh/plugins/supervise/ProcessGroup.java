package io.xiaozhimesh.plugins.supervise;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child with all that descends from it. Where {@code setsid} is installed the child leads a session of its own, and a
 * signal reaches its whole process group, also after the child itself has died; elsewhere its living descendants are
 * looked up. Blocks: for worker threads.
 */
final class ProcessGroup {

  private static final boolean OWN_SESSION = installed("setsid");
  private static final int SIGNAL_S_MAX = 5;

  private final Process leader;

  ProcessGroup(Process leader) {
    this.leader = leader;
  }

  /** The words that begin this command in a group of its own and within limits. */
  static List<String> command(ProcessSpec spec) {
    List<String> words = new ArrayList<>();
    if (OWN_SESSION) {
      words.add("setsid");
    }
    words.addAll(List.of("/bin/sh", "-c", spec.limits().ulimits() + "exec \"$@\"", "sh"));
    words.addAll(spec.command());
    return words;
  }

  /** Asks all to end. */
  void terminate() {
    List<ProcessHandle> descendants = leader.descendants().toList();
    signal("TERM");
    descendants.forEach(ProcessHandle::destroy);
    leader.destroy();
  }

  /** Ends all. */
  void kill() {
    List<ProcessHandle> descendants = leader.descendants().toList();
    signal("KILL");
    descendants.forEach(ProcessHandle::destroyForcibly);
    leader.destroyForcibly();
  }

  private void signal(String name) {
    if (!OWN_SESSION) {
      return;
    }
    try {
      Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " -- -" + leader.pid())
          .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (!kill.waitFor(SIGNAL_S_MAX, TimeUnit.SECONDS)) {
        kill.destroyForcibly();
      }
    } catch (IOException e) {
      leader.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean installed(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
