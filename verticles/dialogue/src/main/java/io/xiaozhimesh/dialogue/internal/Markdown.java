package io.xiaozhimesh.dialogue.internal;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes the Markdown out of one segment of text, so that nobody hears an asterisk. Code blocks never come here. */
final class Markdown {

  private static final Pattern RULE = Pattern.compile("^\\s*([-*_=]\\s?){3,}$");
  private static final Pattern TABLE_RULE = Pattern.compile("^[|:\\s-]+$");
  private static final Pattern LINE_MARK =
      Pattern.compile("^\\s*(?:>\\s?)*(?:#{1,6}\\s+|[-*+•]\\s+(?:\\[[ xX]]\\s+)?|\\d{1,3}[.)]\\s+)?");
  private static final Pattern LINK = Pattern.compile("!?\\[([^\\[\\]]*)]\\([^()]*\\)");
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,40}>");
  private static final Pattern STAR = Pattern.compile("(?<!\\d)\\*+(?=\\S)|(?<=\\S)\\*+(?!\\d)|^\\*+|\\*+$");
  private static final Pattern UNDERSCORE =
      Pattern.compile("(?<![\\p{L}\\p{N}])_{1,3}(?=\\S)|(?<=\\S)_{1,3}(?![\\p{L}\\p{N}])");
  private static final Pattern QUOTED = Pattern.compile("`+|~~+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Markdown() {
  }

  /**
   * @param segment part of one line
   * @param lineStart whether the segment begins the line, so that list and heading marks can stand there
   */
  static String removedFrom(String segment, boolean lineStart) {
    String text = lineStart ? withoutLineMark(segment) : segment;
    text = LINK.matcher(text).replaceAll("$1");
    text = TAG.matcher(text).replaceAll("");
    text = QUOTED.matcher(text).replaceAll("");
    text = STAR.matcher(text).replaceAll("");
    text = UNDERSCORE.matcher(text).replaceAll("");
    return SPACES.matcher(text).replaceAll(" ").strip();
  }

  private static String withoutLineMark(String line) {
    if (RULE.matcher(line).matches()) {
      return "";
    }
    if (line.stripLeading().startsWith("|")) {
      return TABLE_RULE.matcher(line).matches() ? "" : cells(line);
    }
    return LINE_MARK.matcher(line).replaceFirst("");
  }

  private static String cells(String row) {
    return Arrays.stream(row.split("\\|")).map(String::strip).filter(c -> !c.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
