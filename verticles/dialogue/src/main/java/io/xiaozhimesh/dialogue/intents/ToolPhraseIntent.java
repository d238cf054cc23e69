package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.dialogue.internal.Scripts;
import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolPhrasesDeclared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Calls the tool that a phrase belongs to, as plugins have declared it. Understands those phrases, with their places for
 * what is said freely, and nothing near them. A phrase with places may have been meant otherwise: when its tool fails, a
 * language model gets the question. Declared on one thread, asked from any.
 */
public final class ToolPhraseIntent implements Intent {

  /** Its name. */
  public static final String NAME = "tool_phrase";

  /** Sources whose phrases are kept; further ones are ignored. */
  static final int SOURCES_MAX = 256;

  /** Phrases of one source that are kept. */
  static final int PHRASES_MAX = 5_000;

  private final Map<String, List<ToolPhrase>> bySource = new TreeMap<>();
  private volatile Map<String, ToolPhrase> byWords = Map.of();
  private volatile List<SpokenPattern> patterns = List.of();

  /** Phrases with places that are kept of all sources together: each is tried on everything that is said. */
  static final int PATTERNS_MAX = 500;

  /** Understands nothing yet. */
  public ToolPhraseIntent() {
  }

  /**
   * Takes what one source declares, in the place of what it declared before.
   *
   * @return whether all of it was kept
   */
  public synchronized boolean declared(ToolPhrasesDeclared declared) {
    if (declared.phrases().isEmpty()) {
      bySource.remove(declared.source());
    } else if (bySource.size() < SOURCES_MAX || bySource.containsKey(declared.source())) {
      List<ToolPhrase> phrases = declared.phrases();
      bySource.put(declared.source(), phrases.subList(0, Math.min(phrases.size(), PHRASES_MAX)));
    } else {
      return false;
    }
    Map<String, ToolPhrase> all = new HashMap<>();
    List<SpokenPattern> free = new ArrayList<>();
    bySource.values().forEach(phrases -> phrases.forEach(phrase -> {
      if (!phrase.hasPlaces()) {
        all.putIfAbsent(NormalText.of(phrase.text()), phrase);
      } else if (free.size() < PATTERNS_MAX) {
        SpokenPattern.of(phrase).ifPresent(free::add);
      }
    }));
    free.sort(Comparator.comparingInt(SpokenPattern::literalChars).reversed());
    byWords = Map.copyOf(all);
    patterns = List.copyOf(free);
    return declared.phrases().size() <= PHRASES_MAX && free.size() < PATTERNS_MAX;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** None: who declares a tool's phrases declares them to the recogniser too. */
  @Override
  public List<Phrase> phrases() {
    return List.of();
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    Map<String, ToolPhrase> known = byWords;
    ToolPhrase whole = known.get(utterance.words());
    ToolPhrase phrase = whole != null ? whole : known.get(Phrasebook.withoutCourtesy(utterance.words()));
    if (phrase != null) {
      return Optional.of(
          new Outcome.UseTool(phrase.tool(), phrase.argumentsJson(), reply -> spoken(utterance, reply)));
    }
    String plain = SpokenPattern.plain(utterance.said());
    return free(utterance, plain).or(() -> free(utterance, Phrasebook.withoutCourtesy(plain)));
  }

  private Optional<Outcome> free(Utterance utterance, String plain) {
    for (SpokenPattern pattern : patterns) {
      Optional<String> arguments = pattern.argumentsJson(plain);
      if (arguments.isPresent()) {
        return Optional.of(new Outcome.UseTool(pattern.tool(), arguments.get(), reply ->
            reply.failed() ? new Outcome.PassOn(excuse(utterance, reply)) : spoken(utterance, reply)));
      }
    }
    return Optional.empty();
  }

  /** What is said about a tool's result. */
  static Outcome spoken(Utterance utterance, Outcome.ToolReply reply) {
    if (reply.failed()) {
      return excuse(utterance, reply);
    }
    return switch (reply.kind()) {
      case SILENT -> Outcome.Say.of("", "neutral");
      case PLAY -> played(utterance, reply);
      case END_SESSION -> new Outcome.Say(reply.text(), "happy", true);
      default -> Outcome.Say.of(reply.text(), "neutral");
    };
  }

  /** Plays what a tool has found; a reference that makes no sense is its mistake. */
  static Outcome played(Utterance utterance, Outcome.ToolReply reply) {
    try {
      return new Outcome.Play(AudioCue.parse(reply.text()), "");
    } catch (IllegalArgumentException e) {
      return Outcome.Say.of(utterance.either("Sorry, that did not work.", "抱歉，没有成功。"), "sad");
    }
  }

  private static Outcome.Say excuse(Utterance utterance, Outcome.ToolReply reply) {
    boolean own = !reply.text().isBlank() && Scripts.hasHan(reply.text()) == utterance.chinese();
    return Outcome.Say.of(own ? reply.text() : utterance.either("Sorry, that did not work.", "抱歉，没有成功。"), "sad");
  }
}
