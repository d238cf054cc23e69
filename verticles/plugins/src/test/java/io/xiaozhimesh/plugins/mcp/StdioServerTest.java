package io.xiaozhimesh.plugins.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A stdio server that does as it should, and dies now and then: one process for all, and no call lost. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class StdioServerTest {

  @TempDir
  Path work;

  private McpStage mesh;

  @BeforeEach
  void prepare(Vertx vertx) {
    mesh = new McpStage(vertx);
  }

  @AfterEach
  void stop() throws Exception {
    mesh.stop();
  }

  @Test
  void started_itsToolsAreListedWithTheEffectTheyPromise_andCalled() throws Exception {
    mesh.start("box", "plain").untilListed("echo");

    assertThat(mesh.text("echo", "hello")).isEqualTo("hello");
    List<ToolSpec> specs = mesh.specs("s1", "");
    assertThat(effect(specs, "echo")).isEqualTo(ToolEffect.PURE);
    assertThat(effect(specs, "die_once")).isEqualTo(ToolEffect.IDEMPOTENT);
    assertThat(effect(specs, "press")).isEqualTo(ToolEffect.SIDE_EFFECTING);
    assertThat(specs).filteredOn(spec -> spec.name().equals("echo")).extracting(ToolSpec::origin).containsExactly("mcp:box");
  }

  @Test
  void twoHundredSessions_shareOneProcess() throws Exception {
    mesh.start("box", "plain").untilListed("pid");

    List<Future<ToolResult>> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      calls.add(mesh.send("s" + i, "pid", "{}", McpStage.CALL_MS));
    }
    Set<String> pids = new TreeSet<>();
    for (Future<ToolResult> call : calls) {
      ToolResult result = McpStage.await(call);
      assertThat(result.failed()).as(result.text()).isFalse();
      pids.add(result.text());
    }

    assertThat(pids).hasSize(1);
  }

  @Test
  void deathInAnIdempotentCall_isMadeAgainByTheNextProcess() throws Exception {
    mesh.start("box", "plain").untilListed("pid");
    String before = mesh.text("pid", "");

    String after = mesh.text("die_once", work.resolve("sign").toString());

    assertThat(after).startsWith("done by ").isNotEqualTo("done by " + before);
    assertThat(mesh.counted("mesh.plugins.mcp.calls", "outcome", "repeated")).isEqualTo(1);
  }

  @Test
  void killedInAReadOnlyCall_itIsMadeAgain_andCallsMeanwhileWait() throws Exception {
    mesh.start("box", "plain").untilListed("slow");
    long pid = Long.parseLong(mesh.text("pid", ""));
    Path sign = work.resolve("sign");
    Future<ToolResult> running = mesh.send("s1", "slow", text(sign), McpStage.CALL_MS);
    mesh.until(() -> Files.exists(sign));

    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    mesh.until(() -> mesh.counted("mesh.plugins.mcp.server.lost") == 1);
    Future<ToolResult> waiting = mesh.send("s2", "echo", "{\"text\":\"still here\"}", McpStage.CALL_MS);

    assertThat(mesh.listed()).contains("slow");
    assertThat(McpStage.await(running).text()).startsWith("done by ").isNotEqualTo("done by " + pid);
    assertThat(McpStage.await(waiting).text()).isEqualTo("still here");
  }

  @Test
  void killedInASideEffect_itFailsWithASentence_andIsNotMadeAgain() throws Exception {
    mesh.start("box", "plain").untilListed("press");
    long pid = Long.parseLong(mesh.text("pid", ""));
    Path sign = work.resolve("sign");
    Future<ToolResult> running = mesh.send("s1", "press", text(sign), McpStage.CALL_MS);
    mesh.until(() -> Files.exists(sign));

    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    ToolResult result = McpStage.await(running);
    assertThat(result.failed()).isTrue();
    assertThat(result.text()).isEqualTo("The tool press broke off in the middle; it may have been done or not.");
  }

  @Test
  void stopped_theProcessAndWhatItStartedAreGone() throws Exception {
    mesh.start("box", "plain").untilListed("spawn");
    ProcessHandle server = ProcessHandle.of(Long.parseLong(mesh.text("pid", ""))).orElseThrow();
    ProcessHandle grandchild = ProcessHandle.of(Long.parseLong(mesh.text("spawn", ""))).orElseThrow();
    assertThat(grandchild.isAlive()).isTrue();

    mesh.stop();

    server.onExit().get();
    mesh.until(() -> !grandchild.isAlive());
  }

  @Test
  void killed_whatItStartedIsEndedToo() throws Exception {
    mesh.start("box", "plain").untilListed("spawn");
    ProcessHandle server = ProcessHandle.of(Long.parseLong(mesh.text("pid", ""))).orElseThrow();
    ProcessHandle grandchild = ProcessHandle.of(Long.parseLong(mesh.text("spawn", ""))).orElseThrow();

    server.destroyForcibly();

    mesh.until(() -> !grandchild.isAlive());
  }

  @Test
  void environment_isWhatTheConfigurationNamesAndNothingElse() throws Exception {
    JsonObject server = McpStage.standIn("plain").put("env", new JsonObject().put("GREETING", "hi"))
        .put("inherit", new JsonArray().add("PATH"));
    mesh.start(servers("box", server), new JsonObject()).untilListed("variable");

    assertThat(mesh.text("variable", "GREETING")).isEqualTo("hi");
    assertThat(mesh.text("variable", "PATH")).isEqualTo(System.getenv("PATH"));
    assertThat(System.getenv("HOME")).isNotNull();
    assertThat(mesh.text("variable", "HOME")).isEqualTo("null");
  }

  @Test
  void toolsChanged_theListFollows() throws Exception {
    mesh.start("box", "plain").untilListed("grow");
    assertThat(mesh.listed()).doesNotContain("grown");

    mesh.text("grow", "");

    mesh.untilListed("grown");
  }

  @Test
  void sameNamesOfTwoServers_areToldApart() throws Exception {
    JsonObject both = servers("one", McpStage.standIn("plain"));
    both.getJsonObject("servers").put("two", McpStage.standIn("plain").put("prefix", "b."));
    mesh.start(both, new JsonObject()).untilListed("echo");
    mesh.untilListed("b_echo");

    assertThat(mesh.text("b_pid", "")).isNotEqualTo(mesh.text("pid", ""));
  }

  @Test
  void sameNamesWithoutAPrefix_getTheServersNameBehind() throws Exception {
    JsonObject both = servers("one", McpStage.standIn("plain"));
    both.getJsonObject("servers").put("two", McpStage.standIn("plain"));
    mesh.start(both, new JsonObject());
    mesh.until(() -> mesh.listed().stream().filter(name -> name.startsWith("echo")).count() == 2);

    assertThat(mesh.listed()).contains("echo").containsAnyOf("echo_one", "echo_two");
  }

  private static JsonObject servers(String name, JsonObject server) {
    return new JsonObject().put("servers", new JsonObject().put(name, server));
  }

  private static String text(Path sign) {
    return new JsonObject().put("text", sign.toString()).encode();
  }

  private static ToolEffect effect(List<ToolSpec> specs, String name) {
    return specs.stream().filter(spec -> spec.name().equals(name)).findFirst().orElseThrow().effect();
  }
}
