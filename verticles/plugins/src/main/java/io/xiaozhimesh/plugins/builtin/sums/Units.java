package io.xiaozhimesh.plugins.builtin.sums;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The units that can be converted, by every name they go by. Factors are exact by definition: the international yard and
 * pound of 1959, US liquid measures, the Chinese market units (市制) of today. Immutable.
 */
final class Units {

  private static final Map<String, Unit> BY_NAME = new HashMap<>();

  static {
    unit("length", "millimeters", "毫米", "0.001", "millimeter", "mm", "millimetre", "millimetres");
    unit("length", "centimeters", "厘米", "0.01", "centimeter", "cm", "centimetre", "centimetres", "公分");
    unit("length", "meters", "米", "1", "meter", "m", "metre", "metres", "公尺");
    unit("length", "kilometers", "公里", "1000", "kilometer", "km", "kilometre", "kilometres", "千米");
    unit("length", "inches", "英寸", "0.0254", "inch", "in", "\"");
    unit("length", "feet", "英尺", "0.3048", "foot", "ft");
    unit("length", "yards", "码", "0.9144", "yard", "yd");
    unit("length", "miles", "英里", "1609.344", "mile", "mi");
    unit("length", "nautical miles", "海里", "1852", "nautical mile");
    unit("length", "li", "里", "500", "华里");
    unit("length", "chi", "尺", "0.33333333333333333333", "市尺");
    unit("length", "cun", "寸", "0.033333333333333333333", "市寸");
    unit("mass", "milligrams", "毫克", "0.001", "milligram", "mg");
    unit("mass", "grams", "克", "1", "gram", "g", "gramme", "grammes");
    unit("mass", "kilograms", "公斤", "1000", "kilogram", "kg", "kilo", "kilos", "千克");
    unit("mass", "tonnes", "吨", "1000000", "tonne", "ton", "tons", "t");
    unit("mass", "ounces", "盎司", "28.349523125", "ounce", "oz");
    unit("mass", "pounds", "磅", "453.59237", "pound", "lb", "lbs");
    unit("mass", "stone", "英石", "6350.29318", "stones", "st");
    unit("mass", "jin", "斤", "500", "市斤");
    unit("mass", "liang", "两", "50", "市两");
    unit("volume", "milliliters", "毫升", "0.001", "milliliter", "ml", "millilitre", "millilitres");
    unit("volume", "liters", "升", "1", "liter", "l", "litre", "litres", "公升");
    unit("volume", "cubic meters", "立方米", "1000", "cubic meter", "cubic metre", "cubic metres", "m3");
    unit("volume", "gallons", "加仑", "3.785411784", "gallon", "gal");
    unit("volume", "pints", "品脱", "0.473176473", "pint");
    unit("volume", "cups", "杯", "0.2365882365", "cup");
    unit("volume", "fluid ounces", "液量盎司", "0.0295735295625", "fluid ounce", "fl oz");
    unit("volume", "tablespoons", "汤匙", "0.01478676478125", "tablespoon", "tbsp");
    unit("volume", "teaspoons", "茶匙", "0.00492892159375", "teaspoon", "tsp");
    unit("area", "square meters", "平方米", "1", "square meter", "square metre", "square metres", "m2", "平米");
    unit("area", "square kilometers", "平方公里", "1000000", "square kilometer", "square kilometres", "km2", "平方千米");
    unit("area", "square feet", "平方英尺", "0.09290304", "square foot");
    unit("area", "hectares", "公顷", "10000", "hectare", "ha");
    unit("area", "acres", "英亩", "4046.8564224", "acre");
    unit("area", "mu", "亩", "666.66666666666666667");
    unit("speed", "kilometers per hour", "公里每小时", "1", "kilometer per hour", "km/h", "kph", "千米每小时");
    unit("speed", "miles per hour", "英里每小时", "1.609344", "mile per hour", "mph");
    unit("speed", "meters per second", "米每秒", "3.6", "meter per second", "m/s");
    unit("speed", "knots", "节", "1.852", "knot");
    unit("time", "seconds", "秒", "1", "second", "s", "秒钟");
    unit("time", "minutes", "分钟", "60", "minute", "min");
    unit("time", "hours", "小时", "3600", "hour", "h", "个小时", "钟头");
    unit("time", "days", "天", "86400", "day", "日");
    unit("time", "weeks", "周", "604800", "week", "星期", "个星期");
    unit("data", "bytes", "字节", "1", "byte", "b");
    unit("data", "kilobytes", "千字节", "1000", "kilobyte", "kb");
    unit("data", "megabytes", "兆字节", "1000000", "megabyte", "mb", "兆");
    unit("data", "gigabytes", "吉字节", "1000000000", "gigabyte", "gb");
    unit("data", "terabytes", "太字节", "1000000000000", "terabyte", "tb");
    degrees("degrees Celsius", "摄氏度", "1", "273.15", "celsius", "degree celsius", "c", "°c", "摄氏");
    degrees("degrees Fahrenheit", "华氏度", "0.55555555555555555556", "255.37222222222222222", "fahrenheit",
        "degree fahrenheit", "f", "°f", "华氏");
    degrees("kelvin", "开尔文", "1", "0", "k", "kelvins");
  }

  private Units() {
  }

  /** The unit of that name, singular, plural or short, English or Chinese. */
  static Optional<Unit> find(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[.?。？]$", "").replaceAll("\\s+", " ");
    Unit found = BY_NAME.get(plain);
    return Optional.ofNullable(found != null ? found : BY_NAME.get(plain.replaceFirst("^(?:of|a|an) ", "")));
  }

  private static void unit(String dimension, String english, String mandarin, String factor, String... names) {
    add(new Unit(dimension, english, mandarin, new BigDecimal(factor), BigDecimal.ZERO), names);
  }

  private static void degrees(String english, String mandarin, String factor, String offset, String... names) {
    add(new Unit("temperature", english, mandarin, new BigDecimal(factor), new BigDecimal(offset)), names);
  }

  private static void add(Unit unit, String... names) {
    BY_NAME.put(unit.english().toLowerCase(Locale.ROOT), unit);
    BY_NAME.put(unit.mandarin(), unit);
    for (String name : names) {
      BY_NAME.put(name, unit);
    }
  }
}
