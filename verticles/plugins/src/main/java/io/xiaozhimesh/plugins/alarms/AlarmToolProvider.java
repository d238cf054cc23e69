package io.xiaozhimesh.plugins.alarms;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.protocol.bus.AlarmKind;
import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.StageContext;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Provides the tools of this package, each under its own name. */
public abstract class AlarmToolProvider implements BuiltinToolProvider {

  private final String name;

  AlarmToolProvider(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  /** What alarms share. */
  @Override
  public String section() {
    return "alarms";
  }

  @Override
  public JsonObject defaults() {
    return new JsonObject().put("timeZone", "");
  }

  final AlarmDesk desk(OptionsReader section, StageContext stage) {
    String zone = section.text("timeZone", "");
    try {
      return new AlarmDesk(stage, WhenText.zone(zone));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timeZone of " + name + " is " + zone + ", should be a name such as Europe/Berlin", e);
    }
  }

  /** Provides {@link SetTimer}. */
  public static final class Timer extends AlarmToolProvider {

    /** For the service loader. */
    public Timer() {
      super(SetTimer.NAME);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new SetTimer(desk(section, ground.stage()));
    }
  }

  /** Provides {@link SetAlarm} for times of day. */
  public static final class AtTime extends AlarmToolProvider {

    /** For the service loader. */
    public AtTime() {
      super(SetAlarm.ALARM);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new SetAlarm(desk(section, ground.stage()), AlarmKind.ALARM);
    }
  }

  /** Provides {@link SetAlarm} for reminders. */
  public static final class Reminder extends AlarmToolProvider {

    /** For the service loader. */
    public Reminder() {
      super(SetAlarm.REMINDER);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new SetAlarm(desk(section, ground.stage()), AlarmKind.REMINDER);
    }
  }

  /** Provides {@link AlarmList}. */
  public static final class Listing extends AlarmToolProvider {

    /** For the service loader. */
    public Listing() {
      super(AlarmList.LIST);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new AlarmList(desk(section, ground.stage()), false);
    }
  }

  /** Provides {@link AlarmList} that cancels. */
  public static final class Cancelling extends AlarmToolProvider {

    /** For the service loader. */
    public Cancelling() {
      super(AlarmList.CANCEL);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new AlarmList(desk(section, ground.stage()), true);
    }
  }

  /** Provides {@link CallDevice}. */
  public static final class Calling extends AlarmToolProvider {

    /** For the service loader. */
    public Calling() {
      super(CallDevice.NAME);
    }

    @Override
    public String section() {
      return name();
    }

    @Override
    public JsonObject defaults() {
      return new JsonObject().put("devices", new JsonObject());
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      OptionsReader devices = section.section("devices");
      Map<String, String> byName = new HashMap<>();
      for (String spoken : devices.json().fieldNames()) {
        String id = devices.text(spoken, "");
        byName.put(spoken.toLowerCase(Locale.ROOT), DeviceId.parse(id).map(DeviceId::value).orElseThrow(() ->
            new IllegalArgumentException("devices of " + CallDevice.NAME + " has no device id for " + spoken)));
      }
      return new CallDevice(ground.stage(), byName);
    }
  }

  /** Provides {@link NameDevice}. */
  public static final class Naming extends AlarmToolProvider {

    /** For the service loader. */
    public Naming() {
      super(NameDevice.NAME);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new NameDevice(ground.stage());
    }
  }
}
