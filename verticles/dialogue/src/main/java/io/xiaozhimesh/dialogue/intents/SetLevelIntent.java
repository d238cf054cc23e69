package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets the volume or the brightness to a level: "set the volume to fifty", 音量调到五十. */
final class SetLevelIntent implements Intent {

  private final DeviceLevel level;
  private final Pattern english;
  private final Pattern mandarin;
  private final List<Phrase> phrases;

  SetLevelIntent(DeviceLevel level) {
    this.level = level;
    String noun = level == DeviceLevel.VOLUME ? "(?:volume|sound)" : "(?:screen )?brightness";
    String nominal = level == DeviceLevel.VOLUME ? "(?:音量|声音)" : "(?:屏幕)?(?:的)?亮度";
    this.english = Pattern.compile("(?:(?:set|turn|change|put|make|adjust|bring) )?(?:the )?(?:device )?" + noun
        + "(?: up| down)?(?: level)?(?: to| at| is)? (.{1,40}?)(?: percent)?");
    this.mandarin = Pattern.compile("(?:把|将|请把)?" + nominal
        + "(?:调整|调节|设置|设定|调|设|开|放)?(?:到|至|为|成)?(?:百分之)?(.{1,4}?)");
    this.phrases = declared(level);
  }

  private static List<Phrase> declared(DeviceLevel level) {
    List<Phrase> phrases = new ArrayList<>();
    for (String number : LevelWords.english()) {
      for (String start : List.of("set the " + level.english + " to ", "set " + level.english + " to ",
          level.english + " ")) {
        phrases.add(new Phrase(Phrasebook.ENGLISH, start + number));
      }
    }
    for (String number : LevelWords.mandarin()) {
      phrases.add(new Phrase(Phrasebook.MANDARIN, level.mandarin + "调到" + number));
      phrases.add(new Phrase(Phrasebook.MANDARIN, "把" + level.mandarin + "调到" + number));
    }
    return List.copyOf(phrases);
  }

  @Override
  public String name() {
    return "set_" + level.english;
  }

  @Override
  public List<Phrase> phrases() {
    return phrases;
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    OptionalInt percent = percentIn(Phrasebook.withoutCourtesy(utterance.words()));
    return percent.isPresent() ? Optional.of(level.set(utterance, percent.getAsInt())) : Optional.empty();
  }

  private OptionalInt percentIn(String words) {
    for (Pattern pattern : List.of(english, mandarin)) {
      Matcher matcher = pattern.matcher(words);
      if (matcher.matches()) {
        return LevelWords.percent(matcher.group(1));
      }
    }
    return OptionalInt.empty();
  }
}
