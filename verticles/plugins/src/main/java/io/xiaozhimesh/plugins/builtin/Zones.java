package io.xiaozhimesh.plugins.builtin;

import io.xiaozhimesh.stage.OptionsReader;
import java.time.DateTimeException;
import java.time.ZoneId;

/** The setting {@code timeZone} of a tool. */
final class Zones {

  private Zones() {
  }

  /** The zone of that name; the machine's where it is empty. */
  static ZoneId of(String tool, OptionsReader section) {
    String zone = section.text("timeZone", CurrentTime.DEFAULT_TIME_ZONE);
    try {
      return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timeZone of " + tool + " is " + zone + ", should be a name such as Europe/Berlin", e);
    }
  }
}
