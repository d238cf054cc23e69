package io.xiaozhimesh.plugins.builtin.sums;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Turns a sum as it is spoken or written, in English or Chinese, into one of digits and operators. Stateless. */
final class SumWords {

  /** Longest sum, in characters. */
  static final int CHARS_MAX = 200;

  private record Rule(Pattern words, String symbols) {
  }

  private static final Pattern CHINESE_PERCENT = Pattern.compile("百分之([零一二两三四五六七八九十百千点〇]+|\\d+(?:\\.\\d+)?)");
  private static final Pattern CHINESE_PART = Pattern.compile("([零一二两三四五六七八九十百千〇]+|\\d+)分之([零一二两三四五六七八九十百千〇]+|\\d+)");
  private static final Pattern CHINESE_NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?[万亿]|[零一二两三四五六七八九十百千万亿〇][零一二两三四五六七八九十百千万亿〇点]*");
  private static final Pattern GROUPED = Pattern.compile("(?<=\\d),(?=\\d{3}(?!\\d))");

  private static final List<Rule> ENGLISH = List.of(
      rule("square root of", " sqrt "), rule("to the power of", "^"), rule("multiplied by", "*"),
      rule("divided by", "/"), rule("percent of", "% *"), rule("per cent of", "% *"), rule("(?:percent|per cent)", "%"),
      rule("% of", "% *"), rule("half of", " 0.5 * "), rule("a third of", " (1/3) * "), rule("a quarter of", " 0.25 * "),
      rule("squared", "^2"), rule("cubed", "^3"), rule("plus", "+"), rule("minus", "-"), rule("times", "*"),
      rule("over", "/"), rule("negative", "-"), rule("the", " "),
      plain("\\ban? (?=hundred|thousand|million)", "one "));
  private static final List<Rule> CHINESE = List.of(
      plain("的平方根", " sqrtof "), plain("的?平方", "^2"), plain("的?立方", "^3"), plain("的([一二三四五六七八九十\\d]+)次方", "^$1"),
      plain("根号", " sqrt "), plain("乘以|乘上|乘", "*"), plain("除以", "/"), plain("加上|加", "+"),
      plain("减去|减", "-"), plain("负", "-"), plain("(?<=%|\\))的|的(?=[\\d.]+%|\\()", "*"), plain("一半|半", "0.5"));

  private SumWords() {
  }

  /** With digits and + - * / ^ % ( ) and sqrt; what it does not know stays as it is. */
  static String symbols(String sum) {
    String even = Normalizer.normalize(sum, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)
        .replace('×', '*').replace('÷', '/').replace('−', '-').replace('–', '-').replace("**", "^")
        .replaceAll("[?!=。,，]+\\s*$", "");
    even = GROUPED.matcher(even).replaceAll("");
    for (Rule rule : ENGLISH) {
      even = rule.words.matcher(even).replaceAll(rule.symbols);
    }
    return chinese(englishNumbers(even));
  }

  private static String englishNumbers(String text) {
    StringBuilder out = new StringBuilder();
    List<String> number = new ArrayList<>();
    for (String part : text.split("(?<=[a-z])(?=[^a-z])|(?<=[^a-z])(?=[a-z])")) {
      boolean gap = part.isBlank() || part.equals("-");
      if (SpokenNumbers.isEnglish(part) || part.equals("and") && !number.isEmpty()) {
        number.add(part);
      } else if (!gap || number.isEmpty()) {
        flush(number, out);
        out.append(part);
      }
    }
    flush(number, out);
    return out.toString();
  }

  private static void flush(List<String> number, StringBuilder out) {
    if (!number.isEmpty()) {
      Optional<BigDecimal> value = SpokenNumbers.english(number);
      out.append(' ').append(value.map(BigDecimal::toPlainString).orElse(String.join(" ", number))).append(' ');
      number.clear();
    }
  }

  private static String chinese(String text) {
    String even = CHINESE_PERCENT.matcher(text).replaceAll(found -> figures(found.group(1)) + "%");
    even = CHINESE_PART.matcher(even).replaceAll(
        found -> "(" + figures(found.group(2)) + "/" + figures(found.group(1)) + ")");
    for (Rule rule : CHINESE) {
      even = rule.words.matcher(even).replaceAll(rule.symbols);
    }
    return CHINESE_NUMBER.matcher(even).replaceAll(SumWords::figures);
  }

  private static String figures(MatchResult found) {
    return figures(found.group());
  }

  private static String figures(String number) {
    char last = number.charAt(number.length() - 1);
    if (Character.isDigit(number.charAt(0))) {
      BigDecimal scale = last == '万' ? BigDecimal.valueOf(10_000)
          : last == '亿' ? BigDecimal.valueOf(100_000_000) : BigDecimal.ONE;
      return new BigDecimal(number.replaceAll("[万亿]", "")).multiply(scale).toPlainString();
    }
    return SpokenNumbers.chinese(number).map(BigDecimal::toPlainString).orElse(number);
  }

  private static Rule rule(String words, String symbols) {
    boolean word = Character.isLetter(words.charAt(0)) || words.charAt(0) == '(';
    return new Rule(Pattern.compile((word ? "\\b" : "") + words + "(?![a-z])"), symbols);
  }

  private static Rule plain(String words, String symbols) {
    return new Rule(Pattern.compile(words), symbols);
  }
}
