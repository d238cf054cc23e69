package io.xiaozhimesh.ingress.socket;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes session ids that nobody can guess: 128 random bits in the alphabet that devices copy unescaped. */
final class SessionIds {

  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
