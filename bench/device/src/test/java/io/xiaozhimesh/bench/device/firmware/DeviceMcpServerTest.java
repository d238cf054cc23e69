package io.xiaozhimesh.bench.device.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceMcpServerTest {

  private final DeviceBoard board = new DeviceBoard();
  private final DeviceMcpServer server = new DeviceMcpServer(board.stockTools(), "board-x", "2.4.2");

  private String raw(String request) {
    return server.answer(new JsonObject(request)).orElse(null);
  }

  private JsonObject call(String name, String arguments) {
    return new JsonObject(raw("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\""
        + name + "\",\"arguments\":" + arguments + "}}"));
  }

  @Test
  void initialize_answer_namesBoardAndProtocol() {
    JsonObject answer = new JsonObject(raw("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}"));
    assertThat(answer.getInteger("id")).isEqualTo(1);
    assertThat(answer.getJsonObject("result").getString("protocolVersion")).isEqualTo("2024-11-05");
    assertThat(answer.getJsonObject("result").getJsonObject("serverInfo").getString("name")).isEqualTo("board-x");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"initialize\"}",
    "{\"jsonrpc\":\"2.0\",\"method\":\"initialize\"}",
    "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"initialize\"}",
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}",
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"notifications/initialized\"}",
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":null}",
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":[]}"})
  void requestAgainstTheRules_device_staysSilent(String request) {
    assertThat(raw(request)).isNull();
  }

  @Test
  void unknownMethod_error_hasNoCode() {
    JsonObject answer = new JsonObject(raw("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"what\"}"));
    assertThat(answer.getJsonObject("error").getMap()).containsOnlyKeys("message");
    assertThat(answer.getJsonObject("error").getString("message")).isEqualTo("Method not implemented: what");
  }

  @Test
  void errorTextWithQuotes_envelope_isNoJson() {
    assertThat(raw("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"a\\\"b\"}")).contains("implemented: a\"b\"}}");
  }

  @Test
  void toolsList_withoutUserTools_hidesUserOnlyTools() {
    assertThat(names("{}")).containsExactly(
        "self.get_device_status", "self.audio_speaker.set_volume", "self.screen.set_brightness");
    assertThat(names("{\"withUserTools\":true}")).endsWith("self.reboot");
  }

  private List<String> names(String params) {
    JsonObject answer = new JsonObject(
        raw("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":" + params + "}"));
    JsonArray tools = answer.getJsonObject("result").getJsonArray("tools");
    return tools.stream().map(tool -> ((JsonObject) tool).getString("name")).toList();
  }

  @Test
  void setVolume_call_changesTheBoardAndIsRemembered() {
    JsonObject answer = call("self.audio_speaker.set_volume", "{\"volume\":35,\"colour\":1}");
    assertThat(answer.getJsonObject("result").getJsonArray("content").getJsonObject(0).getString("text"))
        .isEqualTo("true");
    assertThat(board.volumePercent()).isEqualTo(35);
    assertThat(server.takeCalled()).containsExactly("self.audio_speaker.set_volume");
    assertThat(server.takeCalled()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "{}|Missing valid argument: volume",
    "{\"volume\":\"50\"}|Missing valid argument: volume",
    "{\"volume\":-1}|Value is below minimum allowed: 0",
    "{\"volume\":101}|Value exceeds maximum allowed: 100",
    "null|Invalid arguments"})
  void badArguments_call_namesTheMistake(String given) {
    String[] parts = given.split("\\|");
    JsonObject answer = call("self.audio_speaker.set_volume", parts[0]);
    assertThat(answer.getJsonObject("error").getString("message")).isEqualTo(parts[1]);
    assertThat(board.volumePercent()).isEqualTo(70);
  }

  @Test
  void userOnlyTool_calledByName_works() {
    call("self.reboot", "{}");
    assertThat(board.reboots()).isEqualTo(1);
  }

  @Test
  void manyTools_pages_areFollowedByCursorWithoutLossOrRepetition() {
    List<DeviceTool> tools = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      tools.add(new DeviceTool("self.lamp.number_" + i, "x".repeat(300), List.of(), false, arguments -> true));
    }
    DeviceMcpServer many = new DeviceMcpServer(tools, "b", "1");
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    while (cursor != null) {
      String answer = many.answer(new JsonObject().put("jsonrpc", "2.0").put("id", pages).put("method", "tools/list")
          .put("params", new JsonObject().put("cursor", cursor))).orElseThrow();
      JsonObject result = new JsonObject(answer).getJsonObject("result");
      assertThat(result.encode().length()).isLessThanOrEqualTo(DeviceMcpServer.PAGE_BYTES + 100);
      result.getJsonArray("tools").forEach(tool -> seen.add(((JsonObject) tool).getString("name")));
      cursor = result.getString("nextCursor");
      pages++;
    }
    assertThat(pages).isGreaterThan(2);
    assertThat(seen).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void unknownCursor_list_isAnError() {
    JsonObject answer = new JsonObject(raw(
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{\"cursor\":\"nope\"}}"));
    assertThat(answer.getJsonObject("error").getString("message")).contains("payload size limit");
  }
}
