package io.xiaozhimesh.bench.conformance.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.conformance.mcp.NpmTools.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The official judges of MCP against both sides of the mesh: the conformance suite, whose every scenario must end as
 * {@code mcp/expected.yaml} says, and the inspector. Without npm they are reported as skipped, which is not passed.
 */
@Tag("mcp")
class McpConformanceTest {

  private static final Path EXPECTED = Path.of("mcp", "expected.yaml");
  private static final int SUITE_S = 120;

  /** All of the suite but those for OAuth, which the mesh does not do: it sends the headers of the configuration. */
  private static final List<String> CLIENT_SCENARIOS =
      List.of("initialize", "tools_call", "sse-retry", "elicitation-sep1034-client-defaults");

  @BeforeAll
  static void installJudges() throws Exception {
    assumeTrue(NpmTools.present(), "MCP CONFORMANCE WAS NOT JUDGED: there is no npm here");
    NpmTools.install();
  }

  @Test
  void ourServer_everyScenarioEndsAsExpected() throws Exception {
    try (BareStage stage = new BareStage(offering())) {
      Outcome outcome = NpmTools.judge(SUITE_S, "conformance", List.of("server", "--url", url(stage),
          "--suite", "all", "--expected-failures", EXPECTED.toString()));
      Files.writeString(Path.of("target", "mcp-server.log"), outcome.output());

      assertThat(outcome.exit()).as(outcome.output()).isZero();
      assertThat(outcome.output()).contains("tools-list", "dns-rebinding-protection", "tools-call-error");
    }
  }

  @Test
  void ourClient_everyScenarioEndsAsExpected() throws Exception {
    String command = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -Xmx128m -cp "
        + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")) + ' '
        + JudgedClient.class.getName();
    for (String scenario : CLIENT_SCENARIOS) {
      Outcome outcome = NpmTools.judge(SUITE_S, "conformance", List.of("client", "--command", command,
          "--scenario", scenario, "--expected-failures", EXPECTED.toString()));

      assertThat(outcome.exit()).as(scenario + ": " + outcome.output()).isZero();
      assertThat(outcome.output()).as("a client that never came").doesNotContain("Passed: 0/0");
    }
  }

  @Test
  void inspector_listsAndCallsOurTools() throws Exception {
    try (BareStage stage = new BareStage(offering())) {
      Outcome listed = inspect(stage, "--method", "tools/list");
      assertThat(listed.exit()).as(listed.output()).isZero();
      JsonArray tools = new JsonObject(listed.output()).getJsonArray("tools");
      assertThat(tools).hasSize(SuiteTools.NAMES.size());

      Outcome called = inspect(stage, "--method", "tools/call", "--tool-name", "test_simple_text");
      assertThat(called.exit()).as(called.output()).isZero();
      assertThat(new JsonObject(called.output()).getJsonArray("content").getJsonObject(0).getString("text"))
          .isEqualTo("This is a simple text response for testing.");
    }
  }

  private static Outcome inspect(BareStage stage, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("--cli", url(stage), "--transport", "http"));
    words.addAll(List.of(arguments));
    return NpmTools.judge(SUITE_S, "mcp-inspector-cli", words);
  }

  private static JsonObject offering() {
    return new JsonObject().put("port", 0).put("offer", new JsonObject().put("enabled", true));
  }

  private static String url(BareStage stage) {
    return "http://127.0.0.1:" + stage.port() + "/mcp";
  }
}
