package io.xiaozhimesh.tts.espeak;

import io.xiaozhimesh.tts.internal.SpokenLanguage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which voice of an installed espeak-ng speaks a language. Pure.
 *
 * <p>Mandarin is spoken by the voice {@code cmn-latn-pinyin} only: it reads hanzi and pinyin, while {@code cmn} of release
 * 1.51 reads hanzi as English letters. Japanese is left out because kanji are not read.
 */
final class EspeakVoices {

  static final String MANDARIN = "cmn-latn-pinyin";
  static final String ENGLISH = "en-us";

  private static final Set<String> UNREADABLE = Set.of("cmn", "zh", "ja");

  private final Set<String> installed;

  private EspeakVoices(Set<String> installed) {
    this.installed = installed;
  }

  /** From the table that {@code espeak-ng --voices} prints: the second column is the language. */
  static EspeakVoices parse(List<String> table) {
    Set<String> installed = new LinkedHashSet<>();
    for (String line : table) {
      String[] columns = line.strip().split("\\s+");
      if (columns.length >= 4 && columns[0].chars().allMatch(Character::isDigit)) {
        String voice = columns[1].toLowerCase(Locale.ROOT);
        if (!UNREADABLE.contains(voice)) {
          installed.add(voice);
        }
      }
    }
    return new EspeakVoices(installed);
  }

  /** All usable voices. */
  List<String> names() {
    return List.copyOf(installed);
  }

  /** The voice asked for if it is one of this language, else the voice of the language. */
  Optional<String> choose(String language, String asked) {
    String wanted = asked.toLowerCase(Locale.ROOT);
    Optional<String> standard = forLanguage(language);
    boolean fits = standard.isPresent() && installed.contains(wanted)
        && SpokenLanguage.primary(wanted).equals(SpokenLanguage.primary(standard.get()));
    return fits ? Optional.of(wanted) : standard;
  }

  private Optional<String> forLanguage(String language) {
    String tag = language.toLowerCase(Locale.ROOT).replace('_', '-');
    String primary = SpokenLanguage.primary(tag);
    if (primary.equals("yue") || tag.equals("zh-hk") || tag.equals("zh-mo")) {
      return present("yue").or(() -> present(MANDARIN));
    } else if (SpokenLanguage.isChinese(primary)) {
      return present(MANDARIN);
    } else if (primary.isEmpty()) {
      return Optional.empty();
    }
    return present(tag)
        .or(() -> primary.equals("en") ? present(ENGLISH) : Optional.empty())
        .or(() -> present(primary))
        .or(() -> present(primary + '-' + primary))
        .or(() -> installed.stream().filter(v -> v.startsWith(primary + '-')).findFirst());
  }

  private Optional<String> present(String voice) {
    return installed.contains(voice) ? Optional.of(voice) : Optional.empty();
  }
}
