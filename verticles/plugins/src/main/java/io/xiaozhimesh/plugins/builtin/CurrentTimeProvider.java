package io.xiaozhimesh.plugins.builtin;

import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.OptionsReader;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Provides {@link CurrentTime}. */
public final class CurrentTimeProvider implements BuiltinToolProvider {

  /** "" is the machine's time zone. */
  public static final String DEFAULT_TIME_ZONE = "";

  @Override
  public String name() {
    return CurrentTime.NAME;
  }

  @Override
  public BuiltinTool create(OptionsReader section, MeshClock clock) {
    String zone = section.text("timeZone", DEFAULT_TIME_ZONE);
    try {
      return new CurrentTime(zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone), clock);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timeZone of " + name() + " is " + zone + ", should be a name such as Europe/Berlin", e);
    }
  }
}
