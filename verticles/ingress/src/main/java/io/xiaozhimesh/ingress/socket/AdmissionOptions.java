package io.xiaozhimesh.ingress.socket;

import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;

/**
 * Who may connect, and how many.
 *
 * @param allowedOrigins origins of web pages that may connect besides the server's own host and localhost, such as
 *     {@code https://console.example.com}; "*" allows all. Devices send no origin
 * @param tokenExempt ids of devices that need no token
 * @param maxSessions connections at the same time; further ones get 503
 * @param maxSessionsPerAddress connections of one source address at the same time, further ones get 429; 0 is no limit
 * @param handshakesPerSecond new connections per second, twice as many at once; further ones get 503
 * @param handshakeTimeoutMs how long a TCP connection may take to ask for its upgrade
 */
public record AdmissionOptions(
    List<String> allowedOrigins,
    List<String> tokenExempt,
    int maxSessions,
    int maxSessionsPerAddress,
    int handshakesPerSecond,
    int handshakeTimeoutMs) {

  /** Connections at the same time. */
  public static final int DEFAULT_MAX_SESSIONS = 10_000;
  /** Connections of one address: no limit, because many homes and offices share one. */
  public static final int DEFAULT_MAX_SESSIONS_PER_ADDRESS = 0;
  /** New connections per second. */
  public static final int DEFAULT_HANDSHAKES_PER_SECOND = 500;
  /** Time to ask for the upgrade, in ms. */
  public static final int DEFAULT_HANDSHAKE_TIMEOUT_MS = 10_000;

  /** Lists are copied. */
  public AdmissionOptions {
    allowedOrigins = List.copyOf(allowedOrigins);
    tokenExempt = List.copyOf(tokenExempt);
  }

  static AdmissionOptions from(OptionsReader in) {
    return new AdmissionOptions(
        in.texts("allowedOrigins", List.of()),
        in.texts("tokenExempt", List.of()),
        in.integer("maxSessions", DEFAULT_MAX_SESSIONS, 1, 1_000_000),
        in.integer("maxSessionsPerAddress", DEFAULT_MAX_SESSIONS_PER_ADDRESS, 0, 1_000_000),
        in.integer("handshakesPerSecond", DEFAULT_HANDSHAKES_PER_SECOND, 1, 1_000_000),
        in.integer("handshakeTimeoutMs", DEFAULT_HANDSHAKE_TIMEOUT_MS, 100, 60_000));
  }
}
