package io.xiaozhimesh.tts.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The value of {@code Sec-MS-GEC}, by which the service knows the browser: SHA-256 over the Windows time, in units of
 * 100 ns since 1601 and rounded down to five minutes, and the browser's own token
 * (https://github.com/rany2/edge-tts/issues/290). Pure.
 */
final class EdgeToken {

  /** The same in every browser. */
  static final String BROWSER = "6A5AA1D4EAFF4E9FB37E23D68491D6F4";

  private static final long SECONDS_FROM_1601_TO_1970 = 11_644_473_600L;
  private static final long ROUND_S = 300;
  private static final long UNITS_PER_S = 10_000_000;

  private EdgeToken() {
  }

  static String at(long unixMs) {
    long seconds = Math.floorDiv(unixMs, 1_000) + SECONDS_FROM_1601_TO_1970;
    long units = (seconds - seconds % ROUND_S) * UNITS_PER_S;
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256")
          .digest((units + BROWSER).getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
