package io.xiaozhimesh.bridge;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * Where workers connect and who may.
 *
 * @param host interface
 * @param port TCP port; 0 any free one, -1 none
 * @param token what a worker sends as {@code Authorization: Bearer}; secret
 * @param certFile PEM file with the certificate chain; "" for plain text
 * @param keyFile PEM file with its private key
 * @param workersMax connections at once
 */
public record ListenOptions(String host, int port, String token, String certFile, String keyFile, int workersMax) {

  /** This machine only. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** Off. */
  public static final int DEFAULT_PORT = -1;

  /** Connections at once. */
  public static final int DEFAULT_WORKERS_MAX = 64;

  static ListenOptions from(OptionsReader in) {
    ListenOptions options = new ListenOptions(
        in.text("host", DEFAULT_HOST), in.integer("port", DEFAULT_PORT, -1, 65_535), in.text("token", ""),
        in.text("certFile", ""), in.text("keyFile", ""), in.integer("workersMax", DEFAULT_WORKERS_MAX, 1, 10_000));
    if (options.port >= 0 && options.token.isBlank()) {
      throw new IllegalArgumentException("bridge.port is set, so bridge.token must be: workers show it to be let in");
    }
    if (options.certFile.isEmpty() != options.keyFile.isEmpty()) {
      throw new IllegalArgumentException("bridge.certFile and bridge.keyFile belong together");
    }
    return options;
  }

  /** Whether workers connect by TLS. */
  public boolean tls() {
    return !certFile.isEmpty();
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ListenOptions[" + host + ':' + port + (tls() ? " tls" : "") + ']';
  }
}
