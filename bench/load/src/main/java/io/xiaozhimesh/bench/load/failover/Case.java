package io.xiaozhimesh.bench.load.failover;

import java.util.Locale;

/**
 * What is told apart in the result.
 *
 * @param phase where the turn stood that was aimed at
 * @param stage whose worker was struck
 * @param kind how
 */
public record Case(String phase, String stage, String kind) {

  /** Turns during which nobody was struck. */
  static final Case UNDISTURBED = new Case("any", "none", "none");

  static Case of(Moment moment, String stage, Blow blow) {
    return new Case(moment.name().toLowerCase(Locale.ROOT), stage, blow.name().toLowerCase(Locale.ROOT));
  }
}
