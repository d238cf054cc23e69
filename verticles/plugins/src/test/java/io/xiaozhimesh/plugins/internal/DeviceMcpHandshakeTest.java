package io.xiaozhimesh.plugins.internal;

import static io.xiaozhimesh.plugins.internal.ScriptedDevice.tool;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceMcpHandshakeTest {

  @Test
  void statement78_initialize_hasIntegerIdAndObjectParamsAndVision() {
    ScriptedDevice device = new ScriptedDevice();

    device.session.openMcp("https://mesh.example/vision", "secret", 0);

    ObjectNode request = device.last();
    assertThat(request.get("jsonrpc").textValue()).isEqualTo("2.0");
    assertThat(request.get("id").isInt()).isTrue();
    assertThat(request.get("method").textValue()).isEqualTo("initialize");
    assertThat(request.get("params").isObject()).isTrue();
    assertThat(device.lastParams().get("protocolVersion").textValue()).isEqualTo("2024-11-05");
    assertThat(device.lastParams().path("clientInfo").path("name").isTextual()).isTrue();
    JsonNode vision = device.lastParams().path("capabilities").path("vision");
    assertThat(vision.get("url").textValue()).isEqualTo("https://mesh.example/vision");
    assertThat(vision.get("token").textValue()).isEqualTo("secret");
  }

  @Test
  void noVisionUrl_initialize_offersNoVision() {
    ScriptedDevice device = new ScriptedDevice();

    device.open();

    assertThat(device.lastParams().get("capabilities")).isEmpty();
  }

  @Test
  void initializeAnswered_saysInitializedThenAsksForTools() {
    ScriptedDevice device = new ScriptedDevice();
    device.open();

    device.answer("{\"protocolVersion\":\"2024-11-05\"}");

    assertThat(device.sent).hasSize(3);
    assertThat(device.sent.get(1).get("method").textValue()).isEqualTo("notifications/initialized");
    assertThat(device.sent.get(1).has("id")).isFalse();
    assertThat(device.last().get("method").textValue()).isEqualTo("tools/list");
    assertThat(device.lastParams()).isEmpty();
  }

  @Test
  void initializeRefused_listsToolsAllTheSame() {
    ScriptedDevice device = new ScriptedDevice();
    device.open();

    device.say("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"message\":\"Method not implemented: initialize\"}}");

    assertThat(device.last().get("method").textValue()).isEqualTo("tools/list");
  }

  @Test
  void initializeUnanswered_endsTheListing() {
    ScriptedDevice device = new ScriptedDevice();
    device.open();
    device.passMs(29_999);
    assertThat(device.session.listed()).isFalse();

    device.passMs(1);

    assertThat(device.session.listed()).isTrue();
    assertThat(device.events).containsExactly(DeviceEvent.INITIALIZE_FAILED);
  }

  @Test
  void statement79_everyRequest_hasUniqueIntegerIdsAndNoNulls() {
    ScriptedDevice device = ScriptedDevice.listing(tool("self.a"), tool("self.b"));
    device.call(1, "self_a", "{}");
    device.call(2, "self_b", "{\"x\":null}");

    assertThat(device.sent.stream().filter(m -> m.has("id")).map(m -> m.get("id").intValue()))
        .hasSize(4).doesNotHaveDuplicates();
    assertThat(device.sent).allSatisfy(message -> {
      assertThat(message.toString()).doesNotContain("null");
      assertThat(message.path("id").isTextual()).isFalse();
      assertThat(message.get("jsonrpc").textValue()).isEqualTo("2.0");
    });
    assertThat(device.lastParams().get("arguments").isObject()).isTrue();
  }

  @Test
  void statement80_nextCursor_isFollowedUntilAbsent() {
    ScriptedDevice device = listingPage("{\"tools\":[" + tool("a") + "],\"nextCursor\":\"b\"}");
    assertThat(device.lastParams().get("cursor").textValue()).isEqualTo("b");
    assertThat(device.session.listed()).isFalse();

    device.answer("{\"tools\":[" + tool("b") + "],\"nextCursor\":\"c\"}");
    device.answer("{\"tools\":[" + tool("c") + "]}");

    assertThat(device.names()).containsExactly("a", "b", "c");
    assertThat(device.session.listed()).isTrue();
    assertThat(device.sent).hasSize(5);
    assertThat(device.events).isEmpty();
  }

  @Test
  void statement80_repeatedCursor_stopsTheListing() {
    ScriptedDevice device = listingPage("{\"tools\":[" + tool("a") + "],\"nextCursor\":\"b\"}");

    device.answer("{\"tools\":[" + tool("b") + "],\"nextCursor\":\"b\"}");

    assertThat(device.session.listed()).isTrue();
    assertThat(device.sent).hasSize(4);
    assertThat(device.events).containsExactly(DeviceEvent.LIST_CUT);
  }

  @Test
  void statement80_emptyPage_stopsTheListing() {
    ScriptedDevice device = listingPage("{\"tools\":[],\"nextCursor\":\"b\"}");

    assertThat(device.session.listed()).isTrue();
    assertThat(device.sent).hasSize(3);
  }

  @Test
  void endlessPages_stopAtTheBound() {
    ScriptedDevice device = listingPage("{\"tools\":[" + tool("t0") + "],\"nextCursor\":\"c0\"}");
    for (int i = 1; !device.session.listed(); i++) {
      device.answer("{\"tools\":[" + tool("t" + i) + "],\"nextCursor\":\"c" + i + "\"}");
    }

    assertThat(device.names()).hasSize(16);
    assertThat(device.events).containsExactly(DeviceEvent.LIST_CUT);
  }

  @Test
  void tooManyTools_areCutAndCounted() {
    String tools = IntStream.range(0, 70).mapToObj(i -> tool("t" + i)).collect(Collectors.joining(","));

    ScriptedDevice device = listingPage("{\"tools\":[" + tools + "]}");

    assertThat(device.names()).hasSize(64);
    assertThat(device.events).hasSize(6).containsOnly(DeviceEvent.TOOL_SKIPPED);
  }

  @Test
  void listRefused_keepsEarlierPages() {
    ScriptedDevice device = listingPage("{\"tools\":[" + tool("a") + "],\"nextCursor\":\"b\"}");

    device.say("{\"id\":" + device.last().get("id")
        + ",\"error\":{\"message\":\"Failed to add tool b because of payload size limit\"}}");

    assertThat(device.names()).containsExactly("a");
    assertThat(device.session.listed()).isTrue();
    assertThat(device.events).containsExactly(DeviceEvent.LIST_FAILED);
  }

  @Test
  void statement81_toolsForTheUser_areNotOffered() {
    ScriptedDevice device = ScriptedDevice.listing(
        "{\"name\":\"self.reboot\",\"annotations\":{\"audience\":[\"user\"]}}",
        "{\"name\":\"self.both\",\"annotations\":{\"audience\":[\"user\",\"assistant\"]}}",
        tool("self.lamp"));

    assertThat(device.names()).containsExactly("self_both", "self_lamp");
  }

  @Test
  void descriptorWithoutName_isSkippedAlone() {
    ScriptedDevice device = ScriptedDevice.listing("{\"description\":\"?\"}", "7", "{\"name\":5}", tool("self.lamp"));

    assertThat(device.names()).containsExactly("self_lamp");
    assertThat(device.events).hasSize(3).containsOnly(DeviceEvent.TOOL_SKIPPED);
  }

  @Test
  void descriptorWithoutSchema_getsAnEmptyOne() {
    ScriptedDevice device = ScriptedDevice.listing("{\"name\":\"self.lamp\",\"inputSchema\":null}");

    assertThat(device.session.specs().get(0).inputSchemaJson()).isEqualTo("{\"type\":\"object\",\"properties\":{}}");
    assertThat(device.session.specs().get(0).description()).isEmpty();
  }

  @Test
  void descriptions_speakOfTheNamesThatCanBeCalled() {
    ScriptedDevice device = ScriptedDevice.listing(
        tool("self.lamp"), "{\"name\":\"self.lamp.on\",\"description\":\"Like self.lamp.on but see self.lamp\"}");

    assertThat(device.session.specs().get(1).description()).isEqualTo("Like self_lamp_on but see self_lamp");
  }

  @Test
  void effects_followTheFirmwaresVerbs() {
    ScriptedDevice device = ScriptedDevice.listing(
        tool("self.get_device_status"), tool("self.audio_speaker.set_volume"), tool("self.dog.forward"));

    assertThat(device.session.specs().stream().map(ToolSpec::effect))
        .containsExactly(ToolEffect.PURE, ToolEffect.IDEMPOTENT, ToolEffect.SIDE_EFFECTING);
  }

  private static ScriptedDevice listingPage(String page) {
    ScriptedDevice device = new ScriptedDevice();
    device.open();
    device.answer("{}");
    device.answer(page);
    return device;
  }
}
