package io.xiaozhimesh.plugins.builtin;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.MeshClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Date, weekday and time, here or in another time zone. */
public final class CurrentTime implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "get_current_time";

  private static final String SCHEMA = """
      {"type":"object","properties":{"timeZone":{"type":"string",\
      "description":"IANA time zone such as Asia/Shanghai; leave it out for the local time"}}}""";

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEEE, yyyy-MM-dd, HH:mm:ss", Locale.ENGLISH);

  private final ZoneId home;
  private final MeshClock clock;

  CurrentTime(ZoneId home, MeshClock clock) {
    this.home = home;
    this.clock = clock;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "The current date, weekday and time.", SCHEMA, ToolEffect.PURE, "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    String wanted = arguments.getString("timeZone", "");
    try {
      ZoneId zone = wanted.isBlank() ? home : ZoneId.of(wanted.strip());
      String now = FORMAT.format(Instant.ofEpochMilli(clock.unixMs()).atZone(zone));
      return result("It is " + now + " in the time zone " + zone + '.', false);
    } catch (DateTimeException e) {
      return result("There is no time zone with the name \"" + wanted + "\".", true);
    }
  }

  private static Future<ToolResult> result(String text, boolean failed) {
    return Future.succeededFuture(new ToolResult(ToolResultKind.THINK, text, failed));
  }
}
