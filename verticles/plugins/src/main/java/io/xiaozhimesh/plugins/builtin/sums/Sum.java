package io.xiaozhimesh.plugins.builtin.sums;

import io.xiaozhimesh.plugins.builtin.sums.SumException.Reason;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Works out a sum of numbers, + - * / ^ % ( ) and sqrt by recursive descent, with 34 digits. "80 + 15%" is 80 and 15
 * percent of it, as on a pocket calculator; elsewhere a percentage is a hundredth. Bounded in length, depth, exponent and
 * size, so that no text takes noticeable time. One use, one thread.
 */
final class Sum {

  private static final MathContext DIGITS = MathContext.DECIMAL128;
  private static final int DEPTH_MAX = 32;
  private static final int POWER_MAX = 1_000;
  private static final int MAGNITUDE_MAX = 60;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final String text;
  private int at;
  private int depth;

  private Sum(String text) {
    this.text = text;
  }

  /**
   * The value.
   *
   * @param sum as it is spoken or written, in English or Chinese
   * @throws SumException when it has none
   */
  static BigDecimal valueOf(String sum) {
    if (sum.length() > SumWords.CHARS_MAX) {
      throw new SumException(Reason.TOO_LARGE);
    }
    Sum reading = new Sum(SumWords.symbols(sum).replaceAll("\\s+", ""));
    BigDecimal value = reading.terms();
    if (reading.at < reading.text.length()) {
      throw new SumException(Reason.NOT_A_SUM);
    }
    return value;
  }

  private BigDecimal terms() {
    if (++depth > DEPTH_MAX) {
      throw new SumException(Reason.TOO_LARGE);
    }
    BigDecimal value = product();
    while (true) {
      boolean plus = next('+');
      if (!plus && !next('-')) {
        depth--;
        return value;
      }
      int from = at;
      BigDecimal more = product();
      if (isBarePercentage(from)) {
        more = bounded(value.multiply(more, DIGITS));
      }
      value = bounded(plus ? value.add(more, DIGITS) : value.subtract(more, DIGITS));
    }
  }

  private boolean isBarePercentage(int from) {
    return text.substring(from, at).matches("[0-9.]+%");
  }

  private BigDecimal product() {
    BigDecimal value = power();
    while (true) {
      if (next('*')) {
        value = bounded(value.multiply(power(), DIGITS));
      } else if (next('/')) {
        BigDecimal by = power();
        if (by.signum() == 0) {
          throw new SumException(Reason.UNDEFINED);
        }
        value = bounded(value.divide(by, DIGITS));
      } else {
        return value;
      }
    }
  }

  private BigDecimal power() {
    if (next('-')) {
      return descend().negate();
    } else if (next('+')) {
      return descend();
    }
    BigDecimal value = percentage();
    return next('^') ? raised(value, descend()) : value;
  }

  private BigDecimal descend() {
    if (++depth > DEPTH_MAX) {
      throw new SumException(Reason.TOO_LARGE);
    }
    BigDecimal value = power();
    depth--;
    return value;
  }

  private static BigDecimal raised(BigDecimal base, BigDecimal exponent) {
    if (exponent.compareTo(new BigDecimal("0.5")) == 0) {
      return root(base);
    } else if (exponent.stripTrailingZeros().scale() > 0 || exponent.abs().compareTo(BigDecimal.valueOf(POWER_MAX)) > 0) {
      throw new SumException(Reason.TOO_LARGE);
    } else if (base.signum() == 0 && exponent.signum() < 0) {
      throw new SumException(Reason.UNDEFINED);
    }
    return bounded(base.pow(exponent.intValueExact(), DIGITS));
  }

  private BigDecimal percentage() {
    BigDecimal value = atom();
    while (true) {
      if (next('%')) {
        value = value.divide(HUNDRED, DIGITS);
      } else if (next("sqrtof")) {
        value = root(value);
      } else {
        return value;
      }
    }
  }

  private BigDecimal atom() {
    if (next("sqrt")) {
      return root(descend());
    } else if (next('(')) {
      BigDecimal value = terms();
      if (!next(')')) {
        throw new SumException(Reason.NOT_A_SUM);
      }
      return value;
    }
    return number();
  }

  private BigDecimal number() {
    int from = at;
    while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9' || text.charAt(at) == '.')) {
      at++;
    }
    try {
      return bounded(new BigDecimal(text.substring(from, at)));
    } catch (NumberFormatException e) {
      throw new SumException(Reason.NOT_A_SUM);
    }
  }

  private boolean next(char symbol) {
    boolean found = at < text.length() && text.charAt(at) == symbol;
    at += found ? 1 : 0;
    return found;
  }

  private boolean next(String word) {
    boolean found = text.startsWith(word, at);
    at += found ? word.length() : 0;
    return found;
  }

  private static BigDecimal root(BigDecimal value) {
    if (value.signum() < 0) {
      throw new SumException(Reason.UNDEFINED);
    }
    return value.sqrt(DIGITS);
  }

  private static BigDecimal bounded(BigDecimal value) {
    if (value.signum() != 0 && Math.abs(value.precision() - value.scale()) > MAGNITUDE_MAX) {
      throw new SumException(Reason.TOO_LARGE);
    }
    return value;
  }
}
