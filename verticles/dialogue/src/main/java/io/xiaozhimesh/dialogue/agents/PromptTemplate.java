package io.xiaozhimesh.dialogue.agents;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt with places for what is known only when it is used.
 *
 * @param text may hold {{date}}, {{time}}, {{weekday}}, {{timezone}}, {{device}}, {{language}} and {{name}}
 */
public record PromptTemplate(String text) {

  /** What may stand between the double braces. */
  public static final Set<String> PLACES =
      Set.of("date", "time", "weekday", "timezone", "device", "language", "name");

  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

  public PromptTemplate {
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      if (!PLACES.contains(matcher.group(1))) {
        throw new IllegalArgumentException(
            "{{" + matcher.group(1) + "}} is unknown, known are " + new TreeSet<>(PLACES));
      }
    }
  }

  /** The prompt with the values in their places; a missing value leaves its place empty. */
  public String filled(Map<String, String> values) {
    return PLACE.matcher(text).replaceAll(
        place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
  }
}
