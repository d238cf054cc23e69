package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.dialogue.internal.Scripts;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tool's phrase with places for what is said freely, as a pattern for what was said. Immutable.
 */
final class SpokenPattern {

  private static final int FREE_CHARS_MAX = 150;
  private static final Pattern PLACE = Pattern.compile("\\{(\\w{1,20})(:number)?}");
  private static final Pattern BREAK = Pattern.compile("[!?;\"“”。，；！？、]|[,.:](?!\\d)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** How a number begins, in figures or words. */
  private static final String NUMBER = "(?=[-(.]?\\d|(?:a |minus |half )?(?:zero|one|two|three|four|five|six|seven|eight"
      + "|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty"
      + "|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half)\\b"
      + "|[零〇一二两三四五六七八九十百千万亿半负]|百分之|根号)";

  private final ToolPhrase phrase;
  private final List<String> places = new ArrayList<>();
  private final Pattern pattern;
  private final int literalChars;

  private SpokenPattern(ToolPhrase phrase) {
    this.phrase = phrase;
    boolean spaced = !Scripts.hasHan(phrase.text());
    StringBuilder regex = new StringBuilder();
    Matcher place = PLACE.matcher(phrase.text());
    int from = 0;
    int literal = 0;
    while (place.find()) {
      String before = phrase.text().substring(from, place.start());
      literal += before.strip().length();
      regex.append(words(before, spaced)).append(place.group(2) == null ? "" : NUMBER)
          .append("(.{1,").append(FREE_CHARS_MAX).append("}?)");
      places.add(place.group(1));
      from = place.end();
    }
    String after = phrase.text().substring(from);
    this.literalChars = literal + after.strip().length();
    this.pattern = Pattern.compile(regex + words(after, spaced), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** The pattern of a phrase; empty if it has no place, or no words besides its places. */
  static Optional<SpokenPattern> of(ToolPhrase phrase) {
    SpokenPattern pattern = new SpokenPattern(phrase);
    return pattern.places.isEmpty() || pattern.literalChars == 0 ? Optional.empty() : Optional.of(pattern);
  }

  /** How many characters of the phrase are given: the more, the surer. */
  int literalChars() {
    return literalChars;
  }

  String tool() {
    return phrase.tool();
  }

  /** What was said with its case and figures, but without punctuation. */
  static String plain(String said) {
    String even = Normalizer.normalize(said, Normalizer.Form.NFKC).replace('’', '\'');
    return BLANKS.matcher(BREAK.matcher(even).replaceAll(" ")).replaceAll(" ").strip();
  }

  /** The arguments of the call, if this was said. */
  Optional<String> argumentsJson(String plain) {
    Matcher matcher = pattern.matcher(plain);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    JsonObject arguments = new JsonObject(phrase.argumentsJson());
    for (String name : List.copyOf(arguments.fieldNames())) {
      if (arguments.getValue(name) instanceof String text) {
        arguments.put(name, filled(text, matcher));
      }
    }
    return Optional.of(arguments.encode());
  }

  private String filled(String text, Matcher found) {
    return PLACE.matcher(text).replaceAll(place -> {
      int index = places.indexOf(place.group(1));
      return Matcher.quoteReplacement(index < 0 ? place.group() : found.group(index + 1).strip());
    });
  }

  private static String words(String literal, boolean spaced) {
    StringBuilder regex = new StringBuilder();
    String[] words = literal.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      regex.append(i == 0 ? "" : spaced ? "\\s+" : "\\s*").append(words[i].isEmpty() ? "" : Pattern.quote(words[i]));
    }
    return spaced ? regex.toString() : "\\s*" + regex + "\\s*";
  }
}
