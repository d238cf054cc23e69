package io.xiaozhimesh.tts;

import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.ProviderSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Which engines to ask for a sentence, in which order: the one that the voice names, then the configured order, without
 * those that do not know the language. Used on one context.
 */
final class EngineChoice {

  /**
   * A voice as agents name it.
   *
   * @param engine who is asked first, or "" for the configured order
   * @param voice for that engine, or for all where there is none
   */
  record Wanted(String engine, String voice) {

    /** The voice for this engine: another one does not know it. */
    String voiceFor(String name) {
      return engine.isEmpty() || engine.equals(name) ? voice : "";
    }
  }

  private final ProviderSet<TtsEngine> engines;

  EngineChoice(ProviderSet<TtsEngine> engines) {
    this.engines = engines;
  }

  /** Reads a voice: what stands before its first slash is an engine if there is one of that name. */
  Wanted wanted(String voice) {
    int slash = voice.indexOf('/');
    String engine = slash < 0 ? "" : voice.substring(0, slash);
    return engines.find(engine).isPresent() ? new Wanted(engine, voice.substring(slash + 1)) : new Wanted("", voice);
  }

  List<Guarded<TtsEngine>> candidates(String language, Wanted wanted) {
    List<String> names = new ArrayList<>();
    names.add(wanted.engine);
    names.addAll(engines.order());
    return engines.chain(names).stream().filter(member -> member.provider().supports(language)).toList();
  }
}
