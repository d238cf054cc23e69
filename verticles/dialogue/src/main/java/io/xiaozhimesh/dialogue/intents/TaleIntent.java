package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;

/** Tells a joke or a story, a different one each time as chance has it. */
final class TaleIntent implements Intent {

  private final String name;
  private final String emotion;
  private final Phrasebook book;
  private final List<String> english;
  private final List<String> mandarin;

  private TaleIntent(String name, String emotion, Phrasebook book, List<String> english, List<String> mandarin) {
    this.name = name;
    this.emotion = emotion;
    this.book = book;
    this.english = english;
    this.mandarin = mandarin;
  }

  static TaleIntent jokes() {
    return new TaleIntent("joke", "funny",
        new Phrasebook(
            List.of("tell me a joke", "tell me another joke", "do you know a joke", "another joke", "make me laugh",
                "tell me something funny", "a joke please"),
            List.of("讲个笑话", "讲一个笑话", "说个笑话", "再讲个笑话", "再来一个笑话", "逗我笑", "来个笑话"),
            List.of("\\bjokes?\\b", "笑话")),
        Tales.JOKES_ENGLISH, Tales.JOKES_MANDARIN);
  }

  static TaleIntent stories() {
    return new TaleIntent("story", "happy",
        new Phrasebook(
            List.of("tell me a story", "tell me another story", "do you know a story", "another story",
                "read me a story", "tell me a bedtime story", "a story please"),
            List.of("讲个故事", "讲一个故事", "说个故事", "再讲个故事", "再讲一个故事", "讲个睡前故事", "来个故事"),
            List.of("\\b(?:story|stories)\\b", "故事")),
        Tales.STORIES_ENGLISH, Tales.STORIES_MANDARIN);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Phrase> phrases() {
    return book.phrases();
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    if (!book.knows(utterance)) {
      return Optional.empty();
    }
    List<String> tales = utterance.chinese() ? mandarin : english;
    return Optional.of(Outcome.Say.of(oneOf(tales, utterance.around()), emotion));
  }

  /** The one that was begun; else by chance, but not what was heard last. */
  private static String oneOf(List<String> tales, Surroundings around) {
    return around.alreadySaid().stream().findFirst()
        .flatMap(begun -> tales.stream().filter(tale -> tale.startsWith(begun)).findFirst())
        .orElseGet(() -> another(tales, around));
  }

  private static String another(List<String> tales, Surroundings around) {
    int chosen = around.random().nextInt(tales.size());
    boolean again = tales.get(chosen).equals(around.lastAnswer());
    return tales.get(again ? (chosen + 1) % tales.size() : chosen);
  }
}
