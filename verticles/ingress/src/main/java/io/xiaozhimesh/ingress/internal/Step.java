package io.xiaozhimesh.ingress.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an event led to.
 *
 * @param state the session afterwards
 * @param effects what is to be done, in order
 */
public record Step(SessionState state, List<SessionEffect> effects) {

  static Step to(SessionState state, SessionEffect... effects) {
    return new Step(state, Arrays.asList(effects));
  }

  /** The same state after these further effects. */
  Step and(SessionEffect... more) {
    return and(Arrays.asList(more));
  }

  Step and(List<SessionEffect> more) {
    List<SessionEffect> all = new ArrayList<>(effects);
    all.addAll(more);
    return new Step(state, all);
  }

  /** This step's effects, then what the next step does from its own state. */
  Step then(Step next) {
    return new Step(next.state, and(next.effects).effects);
  }
}
