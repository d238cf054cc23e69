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

  /** The answer broke off, or there is none: what {@link io.xiaozhimesh.stage.resilience.ServiceStatus} says, or TIMEOUT. */
  void failed(MeshException failure);
}
