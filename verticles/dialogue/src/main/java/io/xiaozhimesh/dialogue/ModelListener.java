package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.List;

/** Hears the answer of a language model. */
public interface ModelListener {

  /** Which model of a chain answers, as the configuration calls it; before everything else. */
  default void answering(String provider) {
  }

  /** More text; may be torn anywhere, also inside a character's surrogates. */
  void text(String delta);

  /** The answer is complete. */
  void ended(List<ToolRequest> calls);

  /** The answer broke off; PROVIDER_FAILED, TIMEOUT, OVERLOADED or UNAUTHENTICATED. */
  void failed(MeshException failure);
}
