package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;

/** Says how loud or bright the device is. */
final class QueryLevelIntent implements Intent {

  private final DeviceLevel level;
  private final Phrasebook book;

  QueryLevelIntent(DeviceLevel level) {
    this.level = level;
    String zh = level.mandarin;
    this.book = new Phrasebook(
        List.of("what's the " + level.english, "what is the " + level.english,
            level == DeviceLevel.VOLUME ? "how loud are you" : "how bright is the screen"),
        List.of("现在" + zh + "多少", zh + "是多少", "现在的" + zh + "是多少", zh + "多少", "当前" + zh),
        List.of("\\bwhat(?:'s| is) the .*\\b" + level.english + "\\b", zh + ".{0,3}多少"));
  }

  @Override
  public String name() {
    return "query_" + level.english;
  }

  @Override
  public List<Phrase> phrases() {
    return book.phrases();
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    return book.knows(utterance) ? Optional.of(level.query(utterance)) : Optional.empty();
  }
}
