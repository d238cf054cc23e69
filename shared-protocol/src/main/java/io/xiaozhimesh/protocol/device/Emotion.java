package io.xiaozhimesh.protocol.device;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The 21 faces that firmware can show, each with the emoji that stands for it in text. */
public enum Emotion {
  NEUTRAL("😶"), HAPPY("🙂"), LAUGHING("😆"), FUNNY("😂"), SAD("😔"), ANGRY("😠"), CRYING("😭"),
  LOVING("😍"), EMBARRASSED("😳"), SURPRISED("😯"), SHOCKED("😱"), THINKING("🤔"), WINKING("😉"), COOL("😎"),
  RELAXED("😌"), DELICIOUS("🤤"), KISSY("😘"), CONFIDENT("😏"), SLEEPY("😴"), SILLY("😜"), CONFUSED("🙄");

  /** Language models write this one as often as the firmware's. */
  private static final String SURPRISED_TOO = "😲";

  private static final String VARIATION_SELECTOR = "\uFE0F";

  private static final Map<String, Emotion> BY_NAME = by(Emotion::wireName);
  private static final Map<String, Emotion> BY_EMOJI = by(Emotion::emoji);

  private final String emoji;

  Emotion(String emoji) {
    this.emoji = emoji;
  }

  /** The word on the wire, in lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One code point. */
  public String emoji() {
    return emoji;
  }

  /** The emotion of this name, in any case. */
  public static Optional<Emotion> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The emotion that this emoji stands for, with or without a variation selector. */
  public static Optional<Emotion> ofEmoji(String emoji) {
    String plain = emoji.replace(VARIATION_SELECTOR, "");
    return plain.equals(SURPRISED_TOO) ? Optional.of(SURPRISED) : Optional.ofNullable(BY_EMOJI.get(plain));
  }

  private static Map<String, Emotion> by(Function<Emotion, String> key) {
    return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(key, Function.identity()));
  }
}
