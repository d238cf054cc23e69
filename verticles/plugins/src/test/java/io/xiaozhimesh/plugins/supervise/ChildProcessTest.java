package io.xiaozhimesh.plugins.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class ChildProcessTest {

  private final StringBuffer printed = new StringBuffer();

  @Test
  void limits_areThoseOfTheOperatingSystem(Vertx vertx) throws Exception {
    ChildProcess child = start(vertx, new ProcessLimits(300, 77, 99), Map.of(), "ulimit -d; ulimit -t; ulimit -n");

    assertThat(await(child.ended())).isZero();
    assertThat(printed.toString().lines()).containsExactly(String.valueOf(300 * 1024), "77", "99");
  }

  @Test
  void moreFilesThanAllowed_cannotBeOpened(Vertx vertx) throws Exception {
    ChildProcess child = start(vertx, new ProcessLimits(0, 0, 6), Map.of(),
        "exec 3</dev/null 4</dev/null 5</dev/null && echo six; (exec 6</dev/null) 2>/dev/null || echo no seventh");

    await(child.ended());

    assertThat(printed.toString()).contains("six").contains("no seventh");
  }

  @Test
  void limitAboveWhatIsAllowed_endsItBeforeTheProgramBegins(Vertx vertx) throws Exception {
    ProcessLimits twice = new ProcessLimits(0, 0, 50);
    ChildProcess child = start(vertx, twice, Map.of(), twice.ulimits().replace("50", "60") + "echo began");

    assertThat(await(child.ended())).isEqualTo(125);
    assertThat(printed.toString()).isEmpty();
  }

  @Test
  void environment_holdsNothingElse(Vertx vertx) throws Exception {
    ChildProcess child = start(vertx, new ProcessLimits(0, 0, 0), Map.of("ONLY", "this"), "/usr/bin/env");

    await(child.ended());

    assertThat(printed.toString().lines().filter(line -> !line.startsWith("PWD=") && !line.startsWith("_=")
        && !line.startsWith("SHLVL=") && !line.startsWith("OLDPWD="))).containsExactly("ONLY=this");
  }

  @Test
  void told_answers_andEndsWhenItsInputDoes(Vertx vertx) throws Exception {
    ChildProcess child = start(vertx, new ProcessLimits(0, 0, 0), Map.of(), "exec /bin/cat");

    await(child.write("hello\n".getBytes(StandardCharsets.UTF_8)));
    await(child.stop(20_000));

    assertThat(printed.toString()).isEqualTo("hello\n");
  }

  @Test
  void deafToEverything_isKilled(Vertx vertx) throws Exception {
    ChildProcess child =
        start(vertx, new ProcessLimits(0, 0, 0), Map.of(), "trap '' TERM; echo on; while :; do /bin/sleep 1; done");
    while (printed.length() == 0) {
      await(vertx.timer(10, TimeUnit.MILLISECONDS));
    }

    int exit = await(child.stop(100));

    assertThat(exit).isEqualTo(128 + 9);
    assertThat(ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void doesNotRead_writesFailAtTheBound(Vertx vertx) throws Exception {
    ChildProcess child = start(vertx, new ProcessLimits(0, 0, 0), Map.of(), "exec /bin/sleep 1000");
    byte[] block = new byte[1 << 20];
    Future<Void> last = Future.succeededFuture();
    for (int i = 0; i <= ChildProcess.WRITES_MAX + 1; i++) {
      last = child.write(block);
    }

    assertThat(last.failed()).isTrue();
    await(child.stop(100));
  }

  private ChildProcess start(Vertx vertx, ProcessLimits limits, Map<String, String> environment, String script)
      throws Exception {
    ProcessSpec spec = new ProcessSpec("test", List.of("/bin/sh", "-c", script), "", environment, List.of(), limits);
    CompletableFuture<ChildProcess> started = new CompletableFuture<>();
    var context = vertx.getOrCreateContext();
    context.runOnContext(v -> ChildProcess.start(vertx, context, spec,
        (buffer, length) -> printed.append(new String(buffer, 0, length, StandardCharsets.UTF_8)))
        .onSuccess(started::complete).onFailure(started::completeExceptionally));
    return started.get(20, TimeUnit.SECONDS);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
