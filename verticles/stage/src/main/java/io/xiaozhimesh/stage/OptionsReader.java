package io.xiaozhimesh.stage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads one section of the configuration into an options record. A missing key has the default that the caller names; a
 * wrong one fails with its path, what stands there and what should. Remembers what it was asked for, so that a key that
 * nobody knows can be refused. Not thread-safe.
 */
public final class OptionsReader {

  private final String path;
  private final JsonObject section;
  private final Map<String, OptionsReader> asked = new LinkedHashMap<>();
  private boolean takenWhole;

  /** Reads {@code section}, which stands at {@code path} in the file, for example "vad". */
  public OptionsReader(String path, JsonObject section) {
    this.path = path;
    this.section = section == null ? new JsonObject() : section;
  }

  /** Where the section stands, such as "asr.sensevoice". */
  public String path() {
    return path;
  }

  /** A section inside this one; the same reader each time. */
  public OptionsReader section(String key) {
    Object value = section.getValue(key);
    if (value != null && !(value instanceof JsonObject)) {
      throw wrong(key, value, "a section");
    }
    if (asked.get(key) == null) {
      asked.put(key, new OptionsReader(path + '.' + key, (JsonObject) value));
    }
    return asked.get(key);
  }

  /**
   * Refuses keys that were not asked for, here and in the sections that were read.
   *
   * @throws IllegalArgumentException naming the first such key and those that are known
   */
  public void refuseUnread() {
    if (takenWhole) {
      return;
    }
    for (String key : section.fieldNames()) {
      if (!asked.containsKey(key)) {
        throw new IllegalArgumentException(
            path + '.' + key + " is unknown, known here: " + String.join(", ", new TreeSet<>(asked.keySet())));
      }
    }
    asked.values().stream().filter(inner -> inner != null).forEach(OptionsReader::refuseUnread);
  }

  /** A whole number in a range. */
  public int integer(String key, int otherwise, int min, int max) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    boolean whole = value instanceof Integer || value instanceof Long;
    if (!whole || ((Number) value).longValue() < min || ((Number) value).longValue() > max) {
      throw wrong(key, value, "a whole number from " + min + " to " + max);
    }
    return ((Number) value).intValue();
  }

  /** A number in a range. */
  public double number(String key, double otherwise, double min, double max) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Number n) || n.doubleValue() < min || n.doubleValue() > max) {
      throw wrong(key, value, "a number from " + min + " to " + max);
    }
    return n.doubleValue();
  }

  /** True or false. */
  public boolean flag(String key, boolean otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Boolean b)) {
      throw wrong(key, value, "true or false");
    }
    return b;
  }

  /** A text; numbers are taken as written. */
  public String text(String key, String otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof JsonObject || value instanceof JsonArray) {
      throw wrong(key, value, "a text");
    }
    return String.valueOf(value);
  }

  /** A list of texts. */
  public List<String> texts(String key, List<String> otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof JsonArray array)) {
      throw wrong(key, value, "a list");
    }
    List<String> texts = new ArrayList<>();
    array.forEach(e -> texts.add(String.valueOf(e)));
    return List.copyOf(texts);
  }

  /** One of an enum's names, in any case, with "-" for "_". */
  public <E extends Enum<E>> E choice(String key, E otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    Class<E> type = otherwise.getDeclaringClass();
    try {
      return Enum.valueOf(type, String.valueOf(value).toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw wrong(key, value, "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }
  }

  /** The section as it stands, for what the caller reads itself. */
  public JsonObject json() {
    takenWhole = true;
    return section;
  }

  /** Whether the same stands in both, wherever they stand. */
  public boolean hasSameSettings(OptionsReader other) {
    return section.equals(other.section);
  }

  /** What stands in it, secrets included: to be hashed, never shown. */
  public String settingsText() {
    return section.encode();
  }

  private Object value(String key) {
    asked.putIfAbsent(key, null);
    return section.getValue(key);
  }

  private IllegalArgumentException wrong(String key, Object value, String expected) {
    return new IllegalArgumentException(path + '.' + key + " is " + value + ", should be " + expected);
  }
}
