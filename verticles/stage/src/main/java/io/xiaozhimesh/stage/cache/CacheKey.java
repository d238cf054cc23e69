package io.xiaozhimesh.stage.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes keys of what an answer depends on: SHA-256 in hexadecimal, so that a key tells nothing of it. Not thread-safe. */
public final class CacheKey {

  private final MessageDigest digest = sha256();

  /** Adds a text; where one ends is part of the key. */
  public CacheKey add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return add(bytes.length).add(bytes, bytes.length);
  }

  /** Adds samples. */
  public CacheKey add(short[] samples) {
    byte[] bytes = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    return add(bytes, bytes.length);
  }

  /** Adds a number. */
  public CacheKey add(int number) {
    return add(new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number}, 4);
  }

  private CacheKey add(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
    return this;
  }

  /** The key; nothing can be added afterwards. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
