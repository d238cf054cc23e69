package io.xiaozhimesh.stage.lease;

/**
 * The sender's side of cumulative credit: numbers what is sent and stops where the receiver has not said that it may go
 * on. A grant that was lost heals with the next; credit never falls. Not thread-safe.
 */
public final class CreditWindow {

  private int granted;
  private int next;

  /** Everything below this number may be sent. */
  public void grant(int upToSequence) {
    granted = Math.max(granted, upToSequence);
  }

  /** Whether the next one may be sent. */
  public boolean isOpen() {
    return next < granted;
  }

  /**
   * Takes the number of the next one.
   *
   * @throws IllegalStateException without credit
   */
  public int take() {
    if (!isOpen()) {
      throw new IllegalStateException("no credit beyond " + granted);
    }
    return next++;
  }

  /** How many were sent. */
  public int sent() {
    return next;
  }
}
