package io.xiaozhimesh.registry.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs programs as somebody: who is root becomes the named user, whoever else stays himself. */
final class Unprivileged {

  private final List<String> prefix;

  private Unprivileged(List<String> prefix) {
    this.prefix = prefix;
  }

  static Unprivileged self() {
    return new Unprivileged(List.of());
  }

  /** The user of that name, or {@code nobody} where there is none. */
  static Unprivileged named(String user) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return self();
    }
    String known = self().succeeds(List.of("id", user)) ? user : "nobody";
    String group = self().run(List.of("id", "-gn", known)).strip();
    return new Unprivileged(List.of("setpriv", "--reuid=" + known, "--regid=" + group, "--clear-groups"));
  }

  /** Runs it to its end and answers what it printed; fails with that when it failed. */
  String run(List<String> command) {
    Process process = start(command);
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean succeeds(List<String> command) {
    try {
      run(command);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Begins it, with both outputs as one. */
  Process start(List<String> command) {
    List<String> whole = new ArrayList<>(Stream.concat(prefix.stream(), command.stream()).toList());
    try {
      return new ProcessBuilder(whole).directory(new File("/tmp")).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
