package io.xiaozhimesh.bench.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far a scenario goes when no numbers are given. */
enum Profile {
  /** A look whether everything works. */
  QUICK(20, 10, List.of(100, 500), 10),
  /** What is published. */
  STANDARD(60, 200, List.of(100, 500, 1_000, 2_000, 5_000), 100),
  /** Up to where two cores are expected to give way. */
  STRESS(120, 400, List.of(100, 500, 1_000, 2_000, 5_000, 10_000), 200),
  /** As far as the machine goes. */
  EXTREME(300, 800, List.of(100, 500, 1_000, 2_000, 5_000, 10_000, 20_000), 400);

  private final int seconds;
  private final int talking;
  private final List<Integer> idle;
  private final int barging;

  Profile(int seconds, int talking, List<Integer> idle, int barging) {
    this.seconds = seconds;
    this.talking = talking;
    this.idle = idle;
    this.barging = barging;
  }

  /** Measured time in seconds. */
  int seconds() {
    return seconds;
  }

  /** Devices in conversation. */
  int talking() {
    return talking;
  }

  /** Devices that are connected, step by step. */
  List<Integer> idle() {
    return idle;
  }

  /** Devices that interrupt. */
  int barging() {
    return barging;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Profile> named(String name) {
    return Arrays.stream(values()).filter(p -> p.wire().equals(name)).findFirst();
  }
}
