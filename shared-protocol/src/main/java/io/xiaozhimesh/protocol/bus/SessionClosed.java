package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * The device is gone; whatever was kept or awaited for it ends.
 *
 * @param sessionId one device connection
 */
@WireType(51)
public record SessionClosed(String sessionId) implements SystemMessage {

  public SessionClosed {
    Checks.token(sessionId, "sessionId", Limits.SESSION_ID_CHARS_MAX);
  }
}
