package io.xiaozhimesh.protocol.bus;

/**
 * One turn as it is remembered.
 *
 * @param said the user's words
 * @param answered what was heard of the answer
 * @param interrupted the answer did not play to its end
 * @param atMs Unix time
 */
public record Exchange(String said, String answered, boolean interrupted, long atMs) {

  public Exchange {
    Checks.present(said, "said");
    Checks.present(answered, "answered");
  }
}
