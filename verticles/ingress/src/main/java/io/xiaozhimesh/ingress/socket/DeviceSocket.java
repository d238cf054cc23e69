package io.xiaozhimesh.ingress.socket;

import io.xiaozhimesh.protocol.device.DeviceId;

/**
 * One device's connection as its session sees it. All calls on the event loop of the server; none blocks, and none
 * throws after the connection has gone.
 */
public interface DeviceSocket {

  /** 128 random bits as letters, digits, "_" and "-"; different for every connection. */
  String sessionId();

  /** Who connected, normalised. */
  DeviceId deviceId();

  /** What the device calls its installation, as sent; "" if it did not say. */
  String clientId();

  /** How audio is framed according to the handshake: 1, 2 or 3. */
  int framingVersion();

  /** The peer's address, for logs at DEBUG only. */
  String remoteAddress();

  /** Queues one text message; false when the connection is closed or its write queue is full. */
  boolean sendText(String text);

  /** Queues one binary message; false when the connection is closed or its write queue is full. */
  boolean sendBinary(byte[] bytes);

  /**
   * Sends a Close frame and closes the TCP connection when the device has echoed it, at the latest a second later.
   * After this the listener hears {@link SessionListener#onClosed} and nothing else. A second call does nothing.
   *
   * @param code such as 1000, 1001 or 1008
   * @param reason ASCII, at most 123 characters
   */
  void close(int code, String reason);
}
