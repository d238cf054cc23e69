package io.xiaozhimesh.plugins.builtin.sums;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as a person wants to hear them. Stateless. */
final class Figures {

  private static final MathContext SHORT = new MathContext(8, RoundingMode.HALF_EVEN);
  private static final int DECIMALS_MAX = 4;
  private static final int WHOLE_DIGITS_MAX = 15;

  private Figures() {
  }

  /** At most four decimals, or as many as a small number needs for three figures; without trailing zeros. */
  static String of(BigDecimal value) {
    BigDecimal rounded = value.abs().compareTo(new BigDecimal("0.01")) < 0
        ? value.round(new MathContext(3, RoundingMode.HALF_EVEN))
        : value.setScale(DECIMALS_MAX, RoundingMode.HALF_EVEN);
    BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    if (plain.precision() - plain.scale() > WHOLE_DIGITS_MAX || plain.scale() > WHOLE_DIGITS_MAX) {
      return value.round(SHORT).stripTrailingZeros().toString();
    }
    return plain.toPlainString();
  }

  /** Whether {@link #of} says it as it is. */
  static boolean exact(BigDecimal value) {
    return new BigDecimal(of(value)).compareTo(value) == 0;
  }
}
