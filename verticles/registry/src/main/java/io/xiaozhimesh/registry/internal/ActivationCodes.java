package io.xiaozhimesh.registry.internal;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes activation codes, which a device shows and speaks digit by digit and a person types, and the challenges that go
 * with them. Nobody can predict either. Thread-safe.
 */
public final class ActivationCodes {

  /** Digits of a code; devices speak digits only. */
  public static final int DIGITS = 6;

  private static final int CODES = 1_000_000;
  private static final int CHALLENGE_BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  /** Six digits, leading zeros included. */
  public String code() {
    return String.format("%0" + DIGITS + "d", random.nextInt(CODES));
  }

  /** 32 hexadecimal digits. */
  public String challenge() {
    byte[] bytes = new byte[CHALLENGE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
