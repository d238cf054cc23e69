package io.xiaozhimesh.plugins.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class WorkersTest {

  @TempDir
  Path work;

  @Test
  void killedWorker_isBegunAgain_andEndsWithTheStage(Vertx vertx) throws Exception {
    Path pids = work.resolve("pids");
    JsonObject worker = new JsonObject().put("command", "/bin/sh")
        .put("args", new JsonArray().add("-c").add("echo $$ >> \"$PIDS\"; exec sleep 1000"))
        .put("env", new JsonObject().put("PIDS", pids.toString()));
    McpStage mesh = new McpStage(vertx).start(new JsonObject(),
        new JsonObject().put("workers", new JsonObject().put("sleeper", worker)));
    mesh.until(() -> lines(pids).size() == 1);

    process(pids, 0).destroyForcibly();
    mesh.until(() -> lines(pids).size() == 2);

    assertThat(mesh.counted("mesh.plugins.worker.lost")).isEqualTo(1);
    ProcessHandle second = process(pids, 1);
    assertThat(second.isAlive()).isTrue();
    mesh.stop();
    assertThat(second.isAlive()).isFalse();
  }

  private static ProcessHandle process(Path pids, int n) throws Exception {
    return ProcessHandle.of(Long.parseLong(lines(pids).get(n))).orElseThrow();
  }

  private static List<String> lines(Path file) throws Exception {
    return Files.exists(file) ? Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList() : List.of();
  }
}
