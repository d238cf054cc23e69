package io.xiaozhimesh.plugins.policy;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Patterns such as {@code "self_*reboot*|iot_*"}: "*" is any text, "|" is "or"; capitals do not count. Immutable. */
final class Globs {

  private final String text;
  private final List<Pattern> patterns;

  Globs(String text) {
    this.text = text;
    this.patterns = Arrays.stream(text.split("\\|")).map(String::strip).map(Globs::pattern).toList();
  }

  boolean match(String value) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(value).matches());
  }

  private static Pattern pattern(String glob) {
    String[] parts = glob.split("\\*", -1);
    String regex = String.join(".*", Arrays.stream(parts).map(Pattern::quote).toList());
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Globs globs && globs.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
