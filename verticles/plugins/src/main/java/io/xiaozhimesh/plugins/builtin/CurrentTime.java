package io.xiaozhimesh.plugins.builtin;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.OptionsReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Date, weekday and time, here or in another time zone. */
public final class CurrentTime implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "get_current_time";

  /** "" is the machine's time zone. */
  public static final String DEFAULT_TIME_ZONE = "";

  private static final String SCHEMA = new ToolSchema()
      .text("timeZone", "IANA time zone such as Asia/Shanghai; leave it out for the local time").json();
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("EEEE, yyyy-MM-dd, HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter MANDARIN =
      DateTimeFormatter.ofPattern("yyyy年M月d日，EEEE，H点m分", Locale.SIMPLIFIED_CHINESE);

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
    Answers answers = Answers.in(caller);
    String wanted = arguments.getString("timeZone", "");
    try {
      ZoneId zone = wanted.isBlank() ? home : ZoneId.of(wanted.strip());
      ZonedDateTime now = Instant.ofEpochMilli(clock.unixMs()).atZone(zone);
      return answers.tell("It is " + ENGLISH.format(now) + " in the time zone " + zone + '.',
          "现在是" + MANDARIN.format(now) + "（时区 " + zone + "）。");
    } catch (DateTimeException e) {
      return answers.fail("There is no time zone with the name \"" + wanted + "\".", "没有名为“" + wanted + "”的时区。");
    }
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject defaults() {
      return new JsonObject().put("timeZone", DEFAULT_TIME_ZONE);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new CurrentTime(Zones.of(name(), section), ground.stage().clock());
    }
  }
}
