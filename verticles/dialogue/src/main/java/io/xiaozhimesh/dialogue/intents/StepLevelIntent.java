package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;

/** Raises, lowers or mutes: "turn it up", 大声点. */
final class StepLevelIntent implements Intent {

  /** How far one step goes, in percent. */
  static final int STEP_PERCENT = 10;

  private final DeviceLevel level;
  private final Phrasebook up;
  private final Phrasebook down;
  private final Phrasebook off;

  private StepLevelIntent(DeviceLevel level, Phrasebook up, Phrasebook down, Phrasebook off) {
    this.level = level;
    this.up = up;
    this.down = down;
    this.off = off;
  }

  static StepLevelIntent volume() {
    return new StepLevelIntent(DeviceLevel.VOLUME,
        new Phrasebook(
            List.of("volume up", "turn up the volume", "turn the volume up", "turn it up", "louder", "speak louder",
                "speak up", "raise the volume", "increase the volume", "make it louder"),
            List.of("大声点", "大声一点", "声音大一点", "声音大点", "音量大一点", "音量调大", "调大音量", "调高音量", "音量调高"),
            List.of("\\blouder\\b", "\\b(?:turn|raise|increase)\\b.*\\bvolume\\b(?!.*\\bdown\\b)",
                "(?:大声|声音大|音量(?:调)?[大高]|调[大高].{0,2}(?:音量|声音))")),
        new Phrasebook(
            List.of("volume down", "turn down the volume", "turn the volume down", "turn it down", "quieter",
                "speak more quietly", "lower the volume", "decrease the volume", "reduce the volume"),
            List.of("小声点", "小声一点", "声音小一点", "声音小点", "音量小一点", "音量调小", "调小音量", "调低音量", "音量调低"),
            List.of("\\bquieter\\b", "\\btoo loud\\b", "\\b(?:lower|decrease|reduce)\\b.*\\bvolume\\b",
                "\\bturn\\b.*\\bdown\\b", "(?:小声|声音小|太吵|音量(?:调)?[小低]|调[小低].{0,2}(?:音量|声音))")),
        new Phrasebook(List.of("mute", "mute the sound", "mute yourself"), List.of("静音", "关闭声音"), List.of()));
  }

  static StepLevelIntent brightness() {
    return new StepLevelIntent(DeviceLevel.BRIGHTNESS,
        new Phrasebook(
            List.of("brighter", "brightness up", "make the screen brighter", "turn up the brightness",
                "increase the brightness", "raise the brightness"),
            List.of("亮一点", "屏幕亮一点", "屏幕调亮", "亮度调高", "调高亮度", "屏幕太暗了"),
            List.of("\\bbrighter\\b", "\\btoo dark\\b", "(?:调亮|亮一点|亮度(?:调)?[大高]|调[大高].{0,3}亮度)")),
        new Phrasebook(
            List.of("darker", "brightness down", "make the screen darker", "turn down the brightness",
                "lower the brightness", "decrease the brightness"),
            List.of("暗一点", "屏幕暗一点", "屏幕调暗", "亮度调低", "调低亮度", "屏幕太亮了"),
            List.of("\\bdarker\\b", "\\btoo bright\\b", "(?:调暗|暗一点|亮度(?:调)?[小低]|调[小低].{0,3}亮度)")),
        new Phrasebook(List.of(), List.of(), List.of()));
  }

  @Override
  public String name() {
    return "step_" + level.english;
  }

  @Override
  public List<Phrase> phrases() {
    return Intents.join(up.phrases(), down.phrases(), off.phrases());
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    if (off.knows(utterance)) {
      return Optional.of(level.set(utterance, 0));
    } else if (down.knows(utterance)) {
      return Optional.of(level.step(utterance, -STEP_PERCENT));
    }
    return up.knows(utterance) ? Optional.of(level.step(utterance, STEP_PERCENT)) : Optional.empty();
  }
}
