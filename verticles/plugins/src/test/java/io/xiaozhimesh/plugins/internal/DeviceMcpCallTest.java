package io.xiaozhimesh.plugins.internal;

import static io.xiaozhimesh.plugins.internal.ScriptedDevice.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.ToolResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceMcpCallTest {

  private static final String VOLUME =
      "{\"type\":\"object\",\"properties\":{\"volume\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":100}},"
          + "\"required\":[\"volume\"]}";

  private final ScriptedDevice device = ScriptedDevice.listing(
      tool("self.audio_speaker.set_volume", VOLUME), tool("self.camera.take_photo"), tool("self.dog.forward"));

  @Test
  void statement82_dottedName_isMappedThereAndBack() {
    assertThat(device.names()).contains("self_audio_speaker_set_volume");

    device.call(1, "self_audio_speaker_set_volume", "{\"volume\":50}");

    assertThat(device.last().get("method").textValue()).isEqualTo("tools/call");
    assertThat(device.lastParams().get("name").textValue()).isEqualTo("self.audio_speaker.set_volume");
  }

  @Test
  void statement83_textForAnInteger_isSentAsNumber() {
    device.call(1, "self_audio_speaker_set_volume", "{\"volume\":\"50\"}");

    assertThat(device.lastParams().get("arguments").toString()).isEqualTo("{\"volume\":50}");
  }

  @Test
  void argumentsThatDoNotFit_neverReachTheDevice() {
    int before = device.sent.size();

    device.call(1, "self_audio_speaker_set_volume", "{\"volume\":\"loud\"}");
    device.call(2, "self_audio_speaker_set_volume", "{}");
    device.call(3, "self_audio_speaker_set_volume", "{\"volume\":101}");

    assertThat(device.sent).hasSize(before);
    assertThat(device.results.values()).allMatch(ToolResult::failed);
    assertThat(device.results.get(1).text()).isEqualTo("The argument \"volume\" should be of type integer.");
    assertThat(device.results.get(2).text()).isEqualTo("The argument \"volume\" is missing.");
    assertThat(device.results.get(3).text()).isEqualTo("The argument \"volume\" should be at most 100.");
  }

  @Test
  void answer_resolvesItsCall() {
    device.call(1, "self_dog_forward", "{}");

    device.answerText("true");

    assertThat(device.results).containsOnlyKeys(1);
    assertThat(device.results.get(1).text()).isEqualTo("true");
    assertThat(device.results.get(1).failed()).isFalse();
  }

  @Test
  void answersOutOfOrder_resolveTheRightCalls() {
    device.call(1, "self_dog_forward", "{}");
    int first = device.last().get("id").intValue();
    device.call(2, "self_dog_forward", "{}");
    device.answerText("second");

    device.say("{\"id\":" + first + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"first\"}]}}");

    assertThat(device.results.get(1).text()).isEqualTo("first");
    assertThat(device.results.get(2).text()).isEqualTo("second");
  }

  @Test
  void statement84_errorWithoutCode_isReportedAsText() {
    device.call(1, "self_dog_forward", "{}");

    device.say("{\"jsonrpc\":\"2.0\",\"id\":" + device.last().get("id")
        + ",\"error\":{\"message\":\"Missing valid argument: steps\"}}");

    assertThat(device.results.get(1).failed()).isTrue();
    assertThat(device.results.get(1).text()).isEqualTo("The device could not do it: Missing valid argument: steps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"code\":-32601}", "{\"message\":\" \"}", "[]", "7"})
  void errorWithoutMessage_isStillASentence(String error) {
    device.call(1, "self_dog_forward", "{}");

    device.say("{\"id\":" + device.last().get("id") + ",\"error\":" + error + "}");

    assertThat(device.results.get(1).text()).isEqualTo("The device could not do it and gave no reason.");
  }

  @Test
  void statement85_unansweredCall_timesOutAfter30Seconds() {
    device.call(1, "self_dog_forward", "{}");
    device.passMs(29_999);
    assertThat(device.results).isEmpty();

    device.passMs(1);

    assertThat(device.results.get(1).failed()).isTrue();
    assertThat(device.results.get(1).text()).isEqualTo("The device did not answer in time.");
    assertThat(device.events).containsExactly(DeviceEvent.CALL_TIMEOUT);
  }

  @Test
  void camera_has60Seconds() {
    device.call(1, "self_camera_take_photo", "{}");
    device.passMs(59_999);
    assertThat(device.results).isEmpty();

    device.passMs(1);

    assertThat(device.results.get(1).failed()).isTrue();
  }

  @Test
  void callersDeadline_endsTheCallEarlier() {
    device.call(1, "self_camera_take_photo", "{}", 5_000);

    device.passMs(5_000);

    assertThat(device.results.get(1).failed()).isTrue();
  }

  @Test
  void statement85_disconnect_releasesPendingCalls() {
    device.call(1, "self_dog_forward", "{}");
    device.call(2, "self_camera_take_photo", "{}");

    device.session.close();
    device.session.close();

    assertThat(device.results).containsOnlyKeys(1, 2);
    assertThat(device.results.values()).allMatch(ToolResult::failed);
    assertThat(device.results.get(1).text()).isEqualTo("The device has disconnected before it answered.");
  }

  @Test
  void lateAndDuplicateAnswers_areIgnoredAndCounted() {
    device.call(1, "self_dog_forward", "{}");
    device.answerText("once");
    device.answerText("twice");
    device.call(2, "self_dog_forward", "{}");
    device.passMs(30_000);
    device.answerText("late");

    assertThat(device.results.get(1).text()).isEqualTo("once");
    assertThat(device.results.get(2).failed()).isTrue();
    assertThat(device.events)
        .containsExactly(DeviceEvent.UNKNOWN_ID, DeviceEvent.CALL_TIMEOUT, DeviceEvent.UNKNOWN_ID);
  }

  @Test
  void statement86_foreignMessages_areIgnoredAndCounted() {
    device.call(1, "self_dog_forward", "{}");
    String id = device.last().get("id").toString();

    device.say("{\"id\":4711,\"result\":{}}");
    device.say("{\"id\":4711.5,\"result\":{}}");
    device.say("{\"id\":1e300,\"result\":{}}");
    device.say("{\"id\":\"" + id + "\",\"result\":{}}");
    device.say("{\"method\":\"notifications/state_changed\",\"params\":{}}");
    device.say("{\"id\":1,\"method\":\"sampling/createMessage\"}");
    device.say("{\"id\":" + id + "}");
    device.say("{\"id\":" + id + ",\"result\":{},\"error\":{\"message\":\"both\"}}");
    device.say("{\"id\":" + id + ",\"result\":\"no object\"}");
    device.say("{\"result\":{}}");
    device.say("not json");
    device.say("[]");
    device.say("7");
    device.say("");
    device.say("[".repeat(10_000));

    assertThat(device.results).isEmpty();
    assertThat(device.events).containsExactly(
        DeviceEvent.UNKNOWN_ID, DeviceEvent.UNKNOWN_ID, DeviceEvent.UNKNOWN_ID, DeviceEvent.FOREIGN_ID,
        DeviceEvent.NOTIFICATION, DeviceEvent.REQUEST, DeviceEvent.MALFORMED, DeviceEvent.MALFORMED,
        DeviceEvent.MALFORMED, DeviceEvent.MALFORMED, DeviceEvent.MALFORMED, DeviceEvent.MALFORMED,
        DeviceEvent.MALFORMED, DeviceEvent.MALFORMED, DeviceEvent.MALFORMED);
    device.answerText("still alive");
    assertThat(device.results.get(1).text()).isEqualTo("still alive");
  }

  @Test
  void tooManyCalls_areRefusedUntilOneEnds() {
    for (int call = 1; call <= 17; call++) {
      device.call(call, "self_dog_forward", "{}");
    }
    assertThat(device.results).containsOnlyKeys(17);
    assertThat(device.results.get(17).text()).isEqualTo("The device is still busy with other commands.");

    device.answerText("one done");
    device.call(18, "self_dog_forward", "{}");

    assertThat(device.results).containsOnlyKeys(17, 16);
  }

  @Test
  void argumentsBeyondTheDevicesMessageSize_areRefused() {
    device.call(1, "self_dog_forward", "{\"song\":\"" + "é".repeat(4_096) + "\"}");

    assertThat(device.results.get(1).text()).isEqualTo("The arguments are too long for the device.");
  }

  @Test
  void mcpMessageOfADeviceThatDidNotAnnounceIt_isIgnored() {
    ScriptedDevice silent = new ScriptedDevice();

    silent.say("{\"id\":1,\"result\":{}}");

    assertThat(silent.sent).isEmpty();
    assertThat(silent.session.listed()).isTrue();
  }
}
