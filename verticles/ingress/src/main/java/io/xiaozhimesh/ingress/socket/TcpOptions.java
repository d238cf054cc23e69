package io.xiaozhimesh.ingress.socket;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * Where the server listens and how it treats TCP connections.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param backlog connections that wait for their accept in the kernel
 * @param idleTimeoutMs a connection without a byte in either direction is closed; 0 is never
 * @param writeQueueBytesMax bytes that may wait for one device
 * @param writeStallMs a device whose queue stays full for so long is closed
 */
public record TcpOptions(
    String host, int port, int backlog, int idleTimeoutMs, int writeQueueBytesMax, int writeStallMs) {

  /** Every interface. */
  public static final String DEFAULT_HOST = "0.0.0.0";
  /** The port that xiaozhi servers use. */
  public static final int DEFAULT_PORT = 8_000;
  /** Connections waiting in the kernel. */
  public static final int DEFAULT_BACKLOG = 1_024;
  /** Longer than the 120 s after which a device itself takes a silent connection for dead, in ms. */
  public static final int DEFAULT_IDLE_TIMEOUT_MS = 180_000;
  /** About a minute of audio, in bytes. */
  public static final int DEFAULT_WRITE_QUEUE_BYTES_MAX = 131_072;
  /** How long a full queue is borne, in ms. */
  public static final int DEFAULT_WRITE_STALL_MS = 10_000;

  static TcpOptions from(OptionsReader in) {
    return new TcpOptions(
        in.text("host", DEFAULT_HOST),
        in.integer("port", DEFAULT_PORT, 0, 65_535),
        in.integer("backlog", DEFAULT_BACKLOG, 1, 65_535),
        in.integer("idleTimeoutMs", DEFAULT_IDLE_TIMEOUT_MS, 0, 3_600_000),
        in.integer("writeQueueBytesMax", DEFAULT_WRITE_QUEUE_BYTES_MAX, 16_384, 16_777_216),
        in.integer("writeStallMs", DEFAULT_WRITE_STALL_MS, 100, 120_000));
  }
}
