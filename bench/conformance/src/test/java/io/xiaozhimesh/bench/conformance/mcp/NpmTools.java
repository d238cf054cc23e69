package io.xiaozhimesh.bench.conformance.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The judges from npm, as {@code mcp/package-lock.json} pins them, installed once below {@code target}. */
final class NpmTools {

  /** What a program of theirs did. */
  record Outcome(int exit, String output) {
  }

  private static final Path PINNED = Path.of("mcp");
  private static final Path INSTALLED = Path.of("target", "mcp");
  private static final int INSTALL_S = 240;

  private NpmTools() {
  }

  /** Whether npm is here at all. */
  static boolean present() throws Exception {
    try {
      return run(Path.of("."), 30, List.of("npm", "--version")).exit() == 0
          && run(Path.of("."), 30, List.of("node", "--version")).exit() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Installs what is pinned unless that is done. */
  static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    Path lock = INSTALLED.resolve("package-lock.json");
    boolean same = Files.exists(lock) && Files.isDirectory(INSTALLED.resolve("node_modules"))
        && Files.mismatch(lock, PINNED.resolve("package-lock.json")) < 0;
    if (!same) {
      for (String file : List.of("package.json", "package-lock.json")) {
        Files.copy(PINNED.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Outcome done = run(INSTALLED, INSTALL_S, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
      if (done.exit() != 0) {
        Files.delete(lock);
        throw new IllegalStateException("npm cannot install the judges: " + done.output());
      }
    }
  }

  /** Runs one of their programs. */
  static Outcome judge(int secondsMax, String program, List<String> arguments) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(INSTALLED.resolve("node_modules").resolve(".bin").resolve(program).toAbsolutePath().toString());
    words.addAll(arguments);
    return run(Path.of("."), secondsMax, words);
  }

  private static Outcome run(Path directory, int secondsMax, List<String> words) throws Exception {
    Path log = Files.createTempFile("judge", ".log");
    Process process = new ProcessBuilder(words).directory(directory.toFile())
        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(secondsMax, TimeUnit.SECONDS);
      String output = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      return new Outcome(ended ? process.exitValue() : -1, output);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.deleteIfExists(log);
    }
  }
}
