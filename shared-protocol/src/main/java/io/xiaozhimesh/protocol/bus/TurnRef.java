package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * The identity that every message of a conversation carries. A listening stream keeps the turn id under which it
 * was opened; an answer has the id of the turn that it answers. Barge-in, abort and failover raise the epoch, and
 * every hop drops what carries an older one, so nothing stale can sound.
 *
 * @param sessionId one device connection; letters, digits, "_" and "-" only
 * @param turnId counts from 1 within the session
 * @param epoch rises within the session, never falls
 */
public record TurnRef(String sessionId, int turnId, int epoch) {

  public TurnRef {
    Checks.token(sessionId, "sessionId", Limits.SESSION_ID_CHARS_MAX);
    Checks.notNegative(turnId, "turnId");
    Checks.notNegative(epoch, "epoch");
  }
}
