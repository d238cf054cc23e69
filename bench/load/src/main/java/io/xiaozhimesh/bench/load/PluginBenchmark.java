package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** Whether any call is lost while a plugin is swapped again and again through the management port. */
final class PluginBenchmark implements Benchmark {

  /** Swaps of one measurement. */
  static final int SWAPS = 100;

  @Override
  public String name() {
    return "plugins";
  }

  @Override
  public String description() {
    return "200 calls/s while a plugin is swapped " + SWAPS + " times: none failed, none lost, old versions collected";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    return run(settings, SWAPS);
  }

  /** The same with another number of swaps. */
  static BenchReport run(BenchSettings settings, int swaps) {
    if (!settings.ownMesh()) {
      throw new IllegalArgumentException("plugins are measured in an own mesh only, without --url");
    }
    Path folder = temporary();
    RunningMesh mesh = Waiting.on(RunningMesh.start(List.of(), overrides(folder), EnumSet.of(Role.PLUGINS)));
    try {
      PluginLoad load = new PluginLoad(mesh, settings);
      load.run(swaps);
      JsonObject conditions = Conditions.of(settings).put("engines", "none").put("callsPerS", PluginLoad.CALLS_PER_S);
      return new BenchReport("plugins", conditions, load.measures(), load.shares(), load.figures());
    } finally {
      Waiting.on(mesh.stop());
      delete(folder);
    }
  }

  private static JsonObject overrides(Path folder) {
    return new JsonObject()
        .put("node", new JsonObject().put("managementPort", 0))
        .put("plugins", new JsonObject().put("dir", folder.toString()));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("mesh-bench-plugins");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
