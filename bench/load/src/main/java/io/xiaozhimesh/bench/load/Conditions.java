package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Under which conditions a number was measured. */
final class Conditions {

  private static final long GIT_PATIENCE_SECONDS = 5;

  private Conditions() {
  }

  static JsonObject of(BenchSettings settings) {
    Runtime runtime = Runtime.getRuntime();
    List<String> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream().map(gc -> gc.getName()).toList();
    return new JsonObject()
        .put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("commit", commit())
        .put("jdk", System.getProperty("java.vm.version"))
        .put("gc", String.join(", ", collectors))
        .put("heapMaxMb", runtime.maxMemory() / (1 << 20))
        .put("cores", runtime.availableProcessors())
        .put("os", System.getProperty("os.name") + ' ' + System.getProperty("os.arch"))
        .put("target", settings.ownMesh() ? "own mesh, clients in the same JVM" : settings.url() + settings.otaUrl())
        .put("engines", settings.ownMesh() ? "scripted: asr 120 ms, first token 350 ms, first audio 150 ms" : "theirs")
        .put("tls", settings.url().startsWith("wss:"))
        .put("warmUpSeconds", settings.warmUpSeconds())
        .put("seconds", settings.seconds())
        .put("runs", 1);
  }

  /** The checked-out commit, with "+" when files differ from it; "unknown" outside a clone. */
  private static String commit() {
    String head = git("rev-parse", "--short=12", "HEAD");
    return head.isEmpty() ? "unknown" : head + (git("status", "--porcelain", "-uno").isEmpty() ? "" : "+");
  }

  private static String git(String... args) {
    try {
      List<String> line = new ArrayList<>(List.of("git"));
      line.addAll(List.of(args));
      Process process = new ProcessBuilder(line).directory(new File(System.getProperty("mesh.home", ".")))
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(GIT_PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 ? answer : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
