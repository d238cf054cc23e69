package io.xiaozhimesh.plugins.hot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version, ordered by precedence: 1.0.0-rc.2 is older than 1.0.0.
 *
 * @param preRelease such as "rc.1", or ""
 */
record SemVer(int major, int minor, int patch, String preRelease) implements Comparable<SemVer> {

  /** The form, for use inside other expressions. */
  static final String FORM = "\\d{1,8}\\.\\d{1,8}\\.\\d{1,8}(?:-[0-9A-Za-z][0-9A-Za-z.-]{0,63})?";

  private static final Pattern PARTS = Pattern.compile("(\\d{1,8})\\.(\\d{1,8})\\.(\\d{1,8})(?:-(.+))?");
  private static final Comparator<SemVer> NUMBERS =
      Comparator.comparingInt(SemVer::major).thenComparingInt(SemVer::minor).thenComparingInt(SemVer::patch);

  /** The version in this text, if it is one. */
  static Optional<SemVer> of(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!text.matches(FORM) || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(new SemVer(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)), parts.group(4) == null ? "" : parts.group(4)));
  }

  /** Whether what was built against this version of an interface runs on that one. */
  boolean runsOn(SemVer offered) {
    return major == offered.major && (minor < offered.minor || minor == offered.minor && patch <= offered.patch);
  }

  @Override
  public int compareTo(SemVer other) {
    int numbers = NUMBERS.compare(this, other);
    if (numbers != 0 || preRelease.equals(other.preRelease)) {
      return numbers;
    } else if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return preRelease.isEmpty() ? 1 : -1;
    }
    return compare(Arrays.asList(preRelease.split("\\.")), Arrays.asList(other.preRelease.split("\\.")));
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int part = comparePart(one.get(i), other.get(i));
      if (part != 0) {
        return part;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /** Numbers by value and before words, words by code. */
  private static int comparePart(String one, String other) {
    boolean number = one.matches("\\d{1,18}");
    boolean otherNumber = other.matches("\\d{1,18}");
    if (number && otherNumber) {
      return Long.compare(Long.parseLong(one), Long.parseLong(other));
    }
    return number == otherNumber ? one.compareTo(other) : Boolean.compare(otherNumber, number);
  }

  @Override
  public String toString() {
    return major + "." + minor + '.' + patch + (preRelease.isEmpty() ? "" : '-' + preRelease);
  }
}
