package io.xiaozhimesh.plugins.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.ToolResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that misbehave, as processes: each is held to its bounds, and a good one beside it goes on. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class HostileServerTest {

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
  void hangsInInitialize_isBegunAgain_andTheOtherServes() throws Exception {
    mesh.start(beside("hangs", new JsonObject()),
        new JsonObject().put("supervision", new JsonObject().put("startMs", 3_000)));

    mesh.untilListed("echo");
    mesh.until(() -> mesh.counted("mesh.plugins.mcp.server.lost") >= 2);

    assertThat(mesh.text("echo", "I go on")).isEqualTo("I go on");
  }

  @Test
  void fiveHundredTools_asManyAreTakenAsTheBoundAllows() throws Exception {
    mesh.start("bad", "many").untilListed("tool0");

    assertThat(mesh.listed()).filteredOn(name -> name.startsWith("tool")).hasSize(128);
    assertThat(mesh.counted("mesh.plugins.mcp.events", "event", "tools_left_out")).isEqualTo(1);
  }

  @Test
  void lyingSchemas_areMadeObjects_andWhatIsTooLongIsLeftOut() throws Exception {
    mesh.start("bad", "lies").untilListed("home_lamp");

    assertThat(mesh.listed()).contains("a", "b").doesNotContain("c", "17");
    assertThat(mesh.specs("s1", "")).filteredOn(spec -> spec.name().equals("a") || spec.name().equals("b"))
        .extracting(spec -> new JsonObject(spec.inputSchemaJson()))
        .containsOnly(new JsonObject("{\"type\":\"object\",\"properties\":{}}"));
    assertThat(mesh.specs("s1", "")).filteredOn(spec -> spec.name().equals("home_lamp"))
        .extracting(spec -> spec.description()).containsExactly("see home_lamp");
    assertThat(mesh.call("home_lamp", "{}").text()).isEqualTo("The argument \"level\" is missing.");
    assertThat(mesh.call("home_lamp", "{\"level\":12}").text()).isEqualTo("The argument \"level\" should be at most 9.");
    assertThat(mesh.call("home_lamp", "level: 3").text()).isEqualTo("The arguments are no JSON object.");
  }

  @Test
  void tenMegabytes_failThatCallOnly_whereverTheIdStands() throws Exception {
    mesh.start("bad", "plain").untilListed("huge");

    assertThat(mesh.text("huge", "")).isEqualTo("The tool huge answered with more than can be read.");
    assertThat(mesh.text("huge_id_last", "")).isEqualTo("The tool huge_id_last answered with more than can be read.");
    assertThat(mesh.text("echo", "and on")).isEqualTo("and on");
    assertThat(mesh.counted("mesh.plugins.mcp.server.lost")).isZero();
  }

  @Test
  void answersTwice_theFirstCounts() throws Exception {
    mesh.start("bad", "plain").untilListed("twice");

    assertThat(mesh.text("twice", "")).isEqualTo("first");
    assertThat(mesh.text("twice", "")).isEqualTo("first");
    mesh.until(() -> mesh.counted("mesh.plugins.mcp.events", "event", "unknown_id") == 2);
  }

  @Test
  void printsWhatIsNoMessage_isUnderstoodAllTheSame() throws Exception {
    mesh.start("bad", "chatters").untilListed("echo");

    assertThat(mesh.text("echo", "hello")).isEqualTo("hello");
    assertThat(mesh.counted("mesh.plugins.mcp.events", "event", "malformed")).isPositive();
  }

  @Test
  void floods_isEnded_andTheOtherServes() throws Exception {
    mesh.start(beside("floods", new JsonObject()), new JsonObject());

    mesh.until(() -> mesh.counted("mesh.plugins.mcp.events", "event", "flood") >= 2);
    mesh.untilListed("echo");

    assertThat(mesh.text("echo", "I go on")).isEqualTo("I go on");
  }

  @Test
  void stopsAnswering_theCallFailsInTime_andTheServerIsBegunAgain() throws Exception {
    JsonObject mcp = new JsonObject()
        .put("servers", new JsonObject().put("bad", McpStage.standIn("plain")))
        .put("bounds", new JsonObject().put("callTimeoutMs", 1_500).put("pingTimeoutMs", 300));
    mesh.start(mcp, new JsonObject()).untilListed("stick");

    ToolResult stuck = mesh.call("stick", "{}");

    assertThat(stuck.text()).isEqualTo("The tool stick did not answer in time.");
    mesh.until(() -> mesh.counted("mesh.plugins.mcp.server.ready") == 2);
    assertThat(mesh.text("echo", "again")).isEqualTo("again");
    assertThat(mesh.counted("mesh.plugins.mcp.events", "event", "ping_missed")).isEqualTo(1);
  }

  @Test
  void refuses_itsReasonIsTold() throws Exception {
    mesh.start("bad", "plain").untilListed("refuse");

    ToolResult refused = mesh.call("refuse", "{}");

    assertThat(refused.failed()).isTrue();
    assertThat(refused.text()).isEqualTo("The tool refuse could not do it: not on Sundays");
  }

  @Test
  void programThatIsNotThere_keepsNobodyWaiting() throws Exception {
    JsonObject servers = new JsonObject().put("bad", new JsonObject().put("command", "/no/such/program"));
    mesh.start(new JsonObject().put("servers", servers), new JsonObject());

    mesh.until(() -> mesh.counted("mesh.plugins.mcp.server.lost") >= 2);

    assertThat(mesh.specs("s1", "")).isNotEmpty().noneMatch(spec -> spec.origin().startsWith("mcp:"));
  }

  private static JsonObject beside(String manner, JsonObject more) {
    return new JsonObject().put("servers", new JsonObject()
        .put("bad", McpStage.standIn(manner)).put("good", McpStage.standIn("plain"))).mergeIn(more);
  }
}
