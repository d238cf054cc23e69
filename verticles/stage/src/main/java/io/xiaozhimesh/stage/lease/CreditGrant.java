package io.xiaozhimesh.stage.lease;

import java.util.OptionalInt;

/**
 * The receiver's side of cumulative credit: says how far the sender may go, in steps that are worth a message. The
 * sender of a new lease counts from 0 again, the receiver goes on counting; this knows the difference. Not thread-safe.
 */
public final class CreditGrant {

  private final int step;
  private int base;
  private int granted;

  /** @param step a grant is worth a message when it goes so much further than the last */
  public CreditGrant(int step) {
    this.step = step;
  }

  /**
   * A sender begins.
   *
   * @param received what the receiver has from senders before it
   * @param upTo how far it may go, in the receiver's count
   * @return the same in the sender's count
   */
  public int begin(int received, int upTo) {
    base = received;
    granted = Math.max(0, upTo - base);
    return granted;
  }

  /** The sender may go so far, in the receiver's count; answers with what to tell it, if that is worth it. */
  public OptionalInt allow(int upTo) {
    if (upTo - base - granted < step) {
      return OptionalInt.empty();
    }
    granted = upTo - base;
    return OptionalInt.of(granted);
  }
}
