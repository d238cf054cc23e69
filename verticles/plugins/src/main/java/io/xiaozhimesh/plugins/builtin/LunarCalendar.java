package io.xiaozhimesh.plugins.builtin;

import com.nlf.calendar.Lunar;
import com.nlf.calendar.Solar;
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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Chinese calendar of a day: date, year, animal, festivals, solar term, what the almanac advises. */
public final class LunarCalendar implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "get_lunar";

  /** The almanac's library is exact in these years. */
  private static final int YEAR_MIN = 1900;
  private static final int YEAR_MAX = 2100;
  private static final int ADVICE_MAX = 6;
  private static final String SCHEMA = new ToolSchema()
      .text("date", "The day as YYYY-MM-DD, from 1900 to 2100; leave it out for today").json();
  private static final Map<String, String> ANIMALS = Map.ofEntries(
      Map.entry("鼠", "Rat"), Map.entry("牛", "Ox"), Map.entry("虎", "Tiger"), Map.entry("兔", "Rabbit"),
      Map.entry("龙", "Dragon"), Map.entry("蛇", "Snake"), Map.entry("马", "Horse"), Map.entry("羊", "Goat"),
      Map.entry("猴", "Monkey"), Map.entry("鸡", "Rooster"), Map.entry("狗", "Dog"), Map.entry("猪", "Pig"));

  private final ZoneId zone;
  private final MeshClock clock;

  LunarCalendar(ZoneId zone, MeshClock clock) {
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "The Chinese lunar calendar of a day: lunar date, year and animal, festivals, solar "
        + "term, and what the almanac advises.", SCHEMA, ToolEffect.PURE, "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    String wanted = arguments.getString("date", "").strip();
    try {
      LocalDate day = wanted.isEmpty()
          ? Instant.ofEpochMilli(clock.unixMs()).atZone(zone).toLocalDate() : LocalDate.parse(wanted);
      if (day.getYear() < YEAR_MIN || day.getYear() > YEAR_MAX) {
        return answers.fail("I know the lunar calendar from 1900 to 2100 only.", "我只知道1900年到2100年的农历。");
      }
      Lunar lunar = Solar.fromYmd(day.getYear(), day.getMonthValue(), day.getDayOfMonth()).getLunar();
      return answers.tell(english(day, lunar), mandarin(day, lunar));
    } catch (DateTimeException e) {
      return answers.fail("\"" + wanted + "\" is no date of the form YYYY-MM-DD.", "“" + wanted + "”不是一个日期。");
    }
  }

  private static String english(LocalDate day, Lunar lunar) {
    String month = lunar.getMonth() < 0 ? "leap month " : "month ";
    return day + " is day " + lunar.getDay() + " of " + month + Math.abs(lunar.getMonth())
        + " in the Chinese calendar, in the year of the " + ANIMALS.get(lunar.getYearShengXiao()) + ". "
        + special(lunar, ", ", "It is ", ". ") + advice(lunar.getDayYi(), ", ", "The almanac advises: ", ". ");
  }

  private static String mandarin(LocalDate day, Lunar lunar) {
    return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日是农历"
        + lunar.getYearInGanZhi() + lunar.getYearShengXiao() + "年" + lunar.getMonthInChinese() + "月"
        + lunar.getDayInChinese() + "。" + special(lunar, "、", "这天是", "。")
        + advice(lunar.getDayYi(), "、", "宜：", "。") + advice(lunar.getDayJi(), "、", "忌：", "。");
  }

  private static String special(Lunar lunar, String comma, String before, String after) {
    List<String> special = new ArrayList<>(lunar.getFestivals());
    if (!lunar.getJieQi().isEmpty()) {
      special.add(lunar.getJieQi());
    }
    return special.isEmpty() ? "" : before + String.join(comma, special) + after;
  }

  private static String advice(List<String> advice, String comma, String before, String after) {
    List<String> some = advice.subList(0, Math.min(ADVICE_MAX, advice.size()));
    return some.isEmpty() ? "" : before + String.join(comma, some) + after;
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject defaults() {
      return new JsonObject().put("timeZone", CurrentTime.DEFAULT_TIME_ZONE);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new LunarCalendar(Zones.of(name(), section), ground.stage().clock());
    }
  }
}
