package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;

/** One thing that the mesh understands by itself. Stateless and thread-safe. */
public interface Intent {

  /** Its name in metrics, waterfalls and as the source of an answer. */
  String name();

  /** Every phrase that it surely understands, for the grammar of a commands recogniser. */
  List<Phrase> phrases();

  /** What to do, if the utterance is meant for this intent. */
  Optional<Outcome> match(Utterance utterance);

  /** Whether a language model answers this better, so that the intent is asked only where there is none. */
  default boolean yieldsToModel() {
    return false;
  }
}
