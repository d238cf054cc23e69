package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.dialogue.internal.Scripts;
import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolPhrasesDeclared;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Calls the tool that a phrase belongs to, as plugins have declared it. Understands those phrases and nothing near
 * them. Declared on one thread, asked from any.
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
    bySource.values().forEach(phrases ->
        phrases.forEach(phrase -> all.putIfAbsent(NormalText.of(phrase.text()), phrase)));
    byWords = Map.copyOf(all);
    return declared.phrases().size() <= PHRASES_MAX;
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
    return Optional.ofNullable(phrase).map(found ->
        new Outcome.UseTool(found.tool(), found.argumentsJson(), reply -> spoken(utterance, reply)));
  }

  private static Outcome spoken(Utterance utterance, Outcome.ToolReply reply) {
    if (reply.failed()) {
      boolean own = !reply.text().isBlank() && Scripts.hasHan(reply.text()) == utterance.chinese();
      return Outcome.Say.of(own ? reply.text() : utterance.either("Sorry, that did not work.", "抱歉，没有成功。"), "sad");
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
}
