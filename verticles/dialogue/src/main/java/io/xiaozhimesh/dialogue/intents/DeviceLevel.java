package io.xiaozhimesh.dialogue.intents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.OptionalInt;

/** Something of a device that has a level from 0 to 100, and how its tools name it. */
enum DeviceLevel {
  /** Of the speaker. */
  VOLUME("volume", "音量", "self_audio_speaker_set_volume", "volume", "/audio_speaker/volume"),
  /** Of the screen. */
  BRIGHTNESS("brightness", "亮度", "self_screen_set_brightness", "brightness", "/screen/brightness");

  static final String STATUS_TOOL = "self_get_device_status";

  private static final ObjectMapper JSON = new ObjectMapper();

  final String english;
  final String mandarin;
  private final String tool;
  private final String argument;
  private final String statusPointer;

  DeviceLevel(String english, String mandarin, String tool, String argument, String statusPointer) {
    this.english = english;
    this.mandarin = mandarin;
    this.tool = tool;
    this.argument = argument;
    this.statusPointer = statusPointer;
  }

  /** Sets the level and says so. */
  Outcome set(Utterance utterance, int percent) {
    String arguments = "{\"" + argument + "\":" + percent + "}";
    return new Outcome.UseTool(tool, arguments, reply -> reply.failed()
        ? unreachable(utterance)
        : Outcome.Say.of(utterance.either(
            "The " + english + " is now " + percent + " percent.",
            mandarin + "已经调到百分之" + percent + "。"), "happy"));
  }

  /** Moves the level by so much and says where it is. */
  Outcome step(Utterance utterance, int byPercent) {
    return new Outcome.UseTool(STATUS_TOOL, "{}", reply -> {
      OptionalInt now = in(reply);
      return now.isEmpty()
          ? unreachable(utterance)
          : set(utterance, Math.max(0, Math.min(100, now.getAsInt() + byPercent)));
    });
  }

  /** Says the level. */
  Outcome query(Utterance utterance) {
    return new Outcome.UseTool(STATUS_TOOL, "{}", reply -> {
      OptionalInt now = in(reply);
      return now.isEmpty()
          ? unreachable(utterance)
          : Outcome.Say.of(utterance.either(
              "The " + english + " is " + now.getAsInt() + " percent.",
              "现在的" + mandarin + "是百分之" + now.getAsInt() + "。"), "neutral");
    });
  }

  private Outcome unreachable(Utterance utterance) {
    return Outcome.Say.of(utterance.either(
        "I can't reach the " + english + " of this device.",
        "我没办法调节这个设备的" + mandarin + "。"), "sad");
  }

  private OptionalInt in(Outcome.ToolReply reply) {
    if (reply.failed()) {
      return OptionalInt.empty();
    }
    try {
      var level = JSON.readTree(reply.text()).at(statusPointer);
      return level.isNumber() ? OptionalInt.of(level.asInt()) : OptionalInt.empty();
    } catch (JsonProcessingException e) {
      return OptionalInt.empty();
    }
  }
}
