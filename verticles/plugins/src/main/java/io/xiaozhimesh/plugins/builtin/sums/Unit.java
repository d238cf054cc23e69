package io.xiaozhimesh.plugins.builtin.sums;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A unit of measurement.
 *
 * @param dimension what it measures; only units of the same can be converted
 * @param english how its amounts are called
 * @param mandarin the same
 * @param factor how many of the dimension's base unit it is
 * @param offset how many base units its zero lies above theirs, for temperatures
 */
record Unit(String dimension, String english, String mandarin, BigDecimal factor, BigDecimal offset) {

  private static final MathContext DIGITS = MathContext.DECIMAL64;

  /** So many of it, in another unit of the same dimension. */
  BigDecimal to(Unit other, BigDecimal amount) {
    BigDecimal base = amount.multiply(factor, DIGITS).add(offset, DIGITS);
    return base.subtract(other.offset, DIGITS).divide(other.factor, DIGITS);
  }
}
