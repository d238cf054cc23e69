package io.xiaozhimesh.plugins.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The names under which a model knows the tools of one session. Model APIs refuse dots and most other characters, so
 * a foreign name is rewritten: letters, digits, "_" and "-" stay, anything else becomes "_", and a suffix tells apart
 * what would be equal. A foreign name keeps its safe name as long as the session lives. Not thread-safe.
 */
public final class ToolNames {

  /** Longest name that the model APIs take, in characters. */
  public static final int CHARS_MAX = 64;

  private final Map<String, String> safeByForeign = new HashMap<>();
  private final Map<String, String> foreignBySafe = new HashMap<>();

  /** Nobody gets one of the reserved names. */
  ToolNames(Set<String> reserved) {
    reserved.forEach(name -> foreignBySafe.put(name, name));
  }

  /** The safe name of a foreign one; the same for the same. */
  String safe(String foreign) {
    return safeByForeign.computeIfAbsent(foreign, this::unused);
  }

  private String unused(String foreign) {
    String plain = plain(foreign);
    String candidate = plain.substring(0, Math.min(plain.length(), CHARS_MAX));
    for (int n = 2; foreignBySafe.putIfAbsent(candidate, foreign) != null; n++) {
      String suffix = "_" + n;
      candidate = plain.substring(0, Math.min(plain.length(), CHARS_MAX - suffix.length())) + suffix;
    }
    return candidate;
  }

  /** The name in characters that every model API takes, however long. */
  public static String plain(String foreign) {
    String plain = foreign.replaceAll("[^A-Za-z0-9_-]", "_");
    return plain.isEmpty() ? "tool" : plain;
  }
}
