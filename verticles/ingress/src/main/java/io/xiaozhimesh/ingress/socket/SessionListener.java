package io.xiaozhimesh.ingress.socket;

/**
 * What a session hears from its connection, on the event loop of the server. An exception out of any of these closes
 * this connection with 1011 and no other.
 */
public interface SessionListener {

  /** A whole text message, valid Unicode. */
  void onText(String text);

  /** A whole binary message; the array belongs to the session. */
  void onBinary(byte[] bytes);

  /** The write queue has room again after a send was refused. */
  default void onWritable() {
  }

  /**
   * The connection has gone: exactly once, and the last call.
   *
   * @param why a word of a closed set, see {@link ClosedWhy}
   */
  void onClosed(String why);
}
