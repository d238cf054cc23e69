package io.xiaozhimesh.plugins.builtin.sums;

/** A sum that has no value. Without a stack trace: it is an answer, not a defect. */
final class SumException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The closed set of reasons. */
  enum Reason {
    /** It is no sum, or a malformed one. */
    NOT_A_SUM,
    /** Division by zero, or the root of a negative number. */
    UNDEFINED,
    /** Longer, deeper or larger than the bounds. */
    TOO_LARGE
  }

  private final Reason reason;

  SumException(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
