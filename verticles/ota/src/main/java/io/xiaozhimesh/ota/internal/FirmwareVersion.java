package io.xiaozhimesh.ota.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A firmware version as the device reads it: segments between dots, each read as the whole number it begins with
 * ({@code 3-beta} is 3). The device throws an uncaught exception, and restarts, on a segment that begins with no digit
 * or with a number beyond 32 bits; such a text is no version here.
 *
 * @param text as it was written
 */
public record FirmwareVersion(String text) implements Comparable<FirmwareVersion> {

  private static final int CHARS_MAX = 64;
  private static final String SEGMENT = "[0-9]{1,9}(?![0-9])[A-Za-z0-9+~-]*";
  private static final Pattern FORM = Pattern.compile(SEGMENT + "(\\." + SEGMENT + ")*");
  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9].*");

  /** Fails with {@link IllegalArgumentException} when the device could not read it. */
  public FirmwareVersion {
    if (text.length() > CHARS_MAX || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a version that a device can read");
    }
  }

  /** The version, or empty when the device could not read it. */
  public static Optional<FirmwareVersion> parse(String text) {
    return text.length() <= CHARS_MAX && FORM.matcher(text).matches()
        ? Optional.of(new FirmwareVersion(text)) : Optional.empty();
  }

  /** From left to right; with equal common segments the longer one is newer. */
  @Override
  public int compareTo(FirmwareVersion other) {
    List<Integer> mine = numbers();
    List<Integer> theirs = other.numbers();
    for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
      int difference = Integer.compare(mine.get(i), theirs.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(mine.size(), theirs.size());
  }

  /** Whether a device that runs {@code other} would install this. */
  public boolean isNewerThan(FirmwareVersion other) {
    return compareTo(other) > 0;
  }

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (String segment : text.split("\\.")) {
      numbers.add(Integer.parseInt(NO_DIGIT.matcher(segment).replaceFirst("")));
    }
    return numbers;
  }
}
