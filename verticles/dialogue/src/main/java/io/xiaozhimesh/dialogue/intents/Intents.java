package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All offline intents in the order in which they are asked. Thread-safe. */
public final class Intents {

  /**
   * An intent that took the utterance.
   *
   * @param intent its name
   * @param outcome what it wants
   */
  public record Match(String intent, Outcome outcome) {
  }

  private final List<Intent> intents;

  /** The given ones, in this order. */
  public Intents(List<Intent> intents) {
    this.intents = List.copyOf(intents);
  }

  /** Every intent that comes with the mesh. */
  public static Intents all() {
    return new Intents(own());
  }

  /** Every intent that comes with the mesh, and after those others. */
  public static Intents allAnd(Intent... others) {
    List<Intent> all = new ArrayList<>(own());
    all.addAll(List.of(others));
    return new Intents(all);
  }

  private static List<Intent> own() {
    return List.of(
        new ExitIntent(), new RepeatIntent(), new TimeIntent(), new LunarIntent(), new DateIntent(),
        new WeekdayIntent(), new SetLevelIntent(DeviceLevel.VOLUME), new SetLevelIntent(DeviceLevel.BRIGHTNESS),
        new QueryLevelIntent(DeviceLevel.VOLUME), new QueryLevelIntent(DeviceLevel.BRIGHTNESS),
        StepLevelIntent.volume(), StepLevelIntent.brightness(), new WeatherIntent(), new AlarmIntent(), new MusicIntent(), TaleIntent.jokes(),
        TaleIntent.stories(), new SmallTalkIntent(), new HelpIntent());
  }

  /**
   * The first intent that takes the utterance. With a language model behind, those that yield to it are not asked;
   * without one the exact matches of all come before the tolerant ones.
   */
  public Optional<Match> match(Utterance utterance) {
    Utterance strict = new Utterance(utterance.words(), utterance.said(), utterance.chinese(), false, utterance.around());
    Optional<Match> exact = first(strict, !utterance.tolerant());
    return exact.isPresent() || !utterance.tolerant() ? exact : first(utterance, false);
  }

  private Optional<Match> first(Utterance utterance, boolean modelBehind) {
    for (Intent intent : intents) {
      if (!modelBehind || !intent.yieldsToModel()) {
        Optional<Outcome> outcome = intent.match(utterance);
        if (outcome.isPresent()) {
          return Optional.of(new Match(intent.name(), outcome.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** What can be said, each phrase once, in a stable order. */
  public List<Phrase> phrases() {
    Set<Phrase> all = new LinkedHashSet<>();
    intents.forEach(i -> all.addAll(i.phrases()));
    return List.copyOf(all);
  }

  @SafeVarargs
  static List<Phrase> join(List<Phrase>... lists) {
    List<Phrase> all = new ArrayList<>();
    for (List<Phrase> list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }
}
