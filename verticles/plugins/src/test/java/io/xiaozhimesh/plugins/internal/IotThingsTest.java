package io.xiaozhimesh.plugins.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import org.junit.jupiter.api.Test;

class IotThingsTest {

  private static final String SPEAKER = "{\"name\":\"Speaker\",\"description\":\"The speaker\",\"properties\":"
      + "{\"volume\":{\"description\":\"Current volume\",\"type\":\"number\"}},\"methods\":{\"SetVolume\":"
      + "{\"description\":\"Set the volume\",\"parameters\":"
      + "{\"volume\":{\"description\":\"0 to 100\",\"type\":\"number\"}}}}}";
  private static final String LAMP = "{\"name\":\"Lamp\",\"description\":\"\",\"properties\":"
      + "{\"power\":{\"type\":\"boolean\"}},\"methods\":{\"TurnOn\":{\"description\":\"Turn on\",\"parameters\":{}}}}";

  private final ScriptedDevice device = new ScriptedDevice();

  @Test
  void descriptors_becomeTools() {
    describe(SPEAKER, LAMP);

    assertThat(device.names()).containsExactly(
        "iot_Speaker_get_volume", "iot_Speaker_SetVolume", "iot_Lamp_get_power", "iot_Lamp_TurnOn");
    ToolSpec set = device.session.specs().get(1);
    assertThat(set.description()).isEqualTo("The speaker: Set the volume");
    assertThat(set.inputSchemaJson()).isEqualTo("{\"type\":\"object\",\"properties\":{\"volume\":"
        + "{\"type\":\"number\",\"description\":\"0 to 100\"}},\"required\":[\"volume\"]}");
    assertThat(set.effect()).isEqualTo(ToolEffect.SIDE_EFFECTING);
    assertThat(set.origin()).isEqualTo("iot");
    assertThat(device.session.specs().get(0).effect()).isEqualTo(ToolEffect.PURE);
  }

  @Test
  void method_sendsACommand() {
    describe(SPEAKER);

    device.call(1, "iot_Speaker_SetVolume", "{\"volume\":\"70\"}");

    assertThat(device.channels).containsExactly(DeviceChannel.IOT);
    assertThat(device.last().toString()).isEqualTo("{\"commands\":[{\"name\":\"Speaker\",\"method\":\"SetVolume\","
        + "\"parameters\":{\"volume\":70}}]}");
    assertThat(device.results.get(1).failed()).isFalse();
    assertThat(device.results.get(1).text()).isEqualTo("The command SetVolume has been sent to Speaker.");
  }

  @Test
  void methodWithoutParameters_sendsAnEmptyObject() {
    describe(LAMP);

    device.call(1, "iot_Lamp_TurnOn", "{}");

    assertThat(device.last().path("commands").path(0).get("parameters").toString()).isEqualTo("{}");
  }

  @Test
  void wrongParameter_isNotSent() {
    describe(SPEAKER);

    device.call(1, "iot_Speaker_SetVolume", "{\"volume\":\"loud\"}");
    device.call(2, "iot_Speaker_SetVolume", "{}");

    assertThat(device.sent).isEmpty();
    assertThat(device.results.get(1).text()).isEqualTo("The argument \"volume\" should be of type number.");
    assertThat(device.results.get(2).text()).isEqualTo("The argument \"volume\" is missing.");
  }

  @Test
  void overlongParameter_isNotSent() {
    describe("{\"name\":\"Screen\",\"methods\":{\"Show\":{\"parameters\":{\"text\":{\"type\":\"string\"}}}}}");

    device.call(1, "iot_Screen_Show", "{\"text\":\"" + "x".repeat(9_000) + "\"}");

    assertThat(device.sent).isEmpty();
    assertThat(device.results.get(1).failed()).isTrue();
  }

  @Test
  void property_isReadFromTheLastState() {
    describe(SPEAKER);
    device.iot("{\"states\":[{\"name\":\"Speaker\",\"state\":{\"volume\":50}}]}");
    device.iot("{\"update\":true,\"states\":[{\"name\":\"Speaker\",\"state\":{\"volume\":70}}]}");

    device.call(1, "iot_Speaker_get_volume", "{}");

    assertThat(device.results.get(1).text()).isEqualTo("volume of Speaker is 70.");
  }

  @Test
  void propertyNotYetTold_isAFailedResult() {
    describe(SPEAKER);

    device.call(1, "iot_Speaker_get_volume", "{}");

    assertThat(device.results.get(1).failed()).isTrue();
    assertThat(device.results.get(1).text()).isEqualTo("The device has not yet told volume of Speaker.");
  }

  @Test
  void statesBeforeDescriptors_areKept() {
    device.iot("{\"states\":[{\"name\":\"Lamp\",\"state\":{\"power\":true}}]}");
    describe(LAMP);

    device.call(1, "iot_Lamp_get_power", "{}");

    assertThat(device.results.get(1).text()).isEqualTo("power of Lamp is true.");
  }

  @Test
  void oneMessagePerThing_isMergedByName() {
    describe(SPEAKER);
    describe(LAMP);
    describe(LAMP);

    assertThat(device.names()).hasSize(4);
  }

  @Test
  void changedStates_keepTheOthers() {
    describe("{\"name\":\"Lamp\",\"properties\":{\"power\":{},\"colour\":{}}}");
    device.iot("{\"states\":[{\"name\":\"Lamp\",\"state\":{\"power\":true,\"colour\":\"red\"}}]}");
    device.iot("{\"states\":[{\"name\":\"Lamp\",\"state\":{\"power\":false}}]}");

    device.call(1, "iot_Lamp_get_colour", "{}");
    device.call(2, "iot_Lamp_get_power", "{}");

    assertThat(device.results.get(1).text()).isEqualTo("colour of Lamp is red.");
    assertThat(device.results.get(2).text()).isEqualTo("power of Lamp is false.");
  }

  @Test
  void malformedMessages_costNothing() {
    device.iot("nonsense");
    device.iot("{\"descriptors\":{}}");
    device.iot("{\"descriptors\":[7,{},{\"name\":\"Bare\"}],\"states\":[7,{\"name\":\"Bare\",\"state\":5}]}");

    assertThat(device.names()).isEmpty();
    assertThat(device.events).containsExactly(DeviceEvent.MALFORMED, DeviceEvent.MALFORMED,
        DeviceEvent.TOOL_SKIPPED, DeviceEvent.TOOL_SKIPPED, DeviceEvent.MALFORMED, DeviceEvent.MALFORMED);
  }

  @Test
  void tooManyMembersAndThings_areCut() {
    for (int i = 0; i < 40; i++) {
      describe("{\"name\":\"T" + i + "\",\"properties\":{\"a\":{},\"b\":{}}}");
      device.iot("{\"states\":[{\"name\":\"T" + i + "\",\"state\":{\"a\":1}}]}");
    }

    assertThat(device.names()).hasSize(64);
    assertThat(device.events.stream().filter(e -> e == DeviceEvent.TOOL_SKIPPED)).hasSize(16);
    assertThat(device.events.stream().filter(e -> e == DeviceEvent.MALFORMED)).hasSize(8);
  }

  private void describe(String... things) {
    device.iot("{\"session_id\":\"\",\"type\":\"iot\",\"update\":true,\"descriptors\":["
        + String.join(",", things) + "]}");
  }
}
