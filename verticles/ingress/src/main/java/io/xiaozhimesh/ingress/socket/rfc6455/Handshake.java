package io.xiaozhimesh.ingress.socket.rfc6455;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** The opening handshake's arithmetic (RFC 6455 §4.2). */
public final class Handshake {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_CHARS_MAX = 128;

  private Handshake() {
  }

  /** Whether a header that is a list of words, such as {@code Connection}, names this word; null names none. */
  public static boolean names(String header, String word) {
    if (header == null) {
      return false;
    }
    for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (part.strip().equals(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether something stands where the key should: what it decodes to is only for the client to judge. */
  public static boolean isKey(String key) {
    return key != null && !key.isBlank() && key.length() <= KEY_CHARS_MAX;
  }

  /** The {@code Sec-WebSocket-Accept} for a key. */
  public static String accept(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1")
          .digest((key.strip() + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
