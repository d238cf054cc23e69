package io.xiaozhimesh.stage;

import io.xiaozhimesh.protocol.device.DeviceId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and verifies the tokens that devices carry: {@code b64url_nopad(HMAC-SHA256(key, clientId|deviceId|ts)).ts},
 * where {@code ts} is Unix seconds. The OTA stage issues them, every socket and upload verifies them.
 *
 * <p>The time stamp is the start of the current UTC day, so a device that asks twice a day is told the same token and
 * does not write its flash for nothing. A device reads its token only at boot, therefore the validity is long and
 * counts from the end of that day. Thread-safe.
 */
public final class DeviceTokens {

  /** How long a token is valid at least, in days. */
  public static final int DEFAULT_VALIDITY_DAYS = 30;

  /** How far the clock of another node may run ahead, in seconds. */
  public static final long FUTURE_SKEW_S_MAX = 7_200;

  private static final long STAMP_EVERY_S = TimeUnit.DAYS.toSeconds(1);
  private static final int TOKEN_CHARS_MAX = 80;
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{43})\\.([0-9]{1,12})");
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +");

  /** What became of a token. */
  public enum Verdict {
    /** Issued for this device and client, and still valid. */
    VALID,
    /** There was none. */
    MISSING,
    /** Not of this form at all. */
    MALFORMED,
    /** Signed by no key of ours, or for another device or client. */
    FORGED,
    /** Once valid. */
    EXPIRED
  }

  private final List<byte[]> keys;
  private final long validityS;

  /**
   * @param keys the first signs, all verify: put a new key first and keep the old one for the validity
   * @param validityDays how long a token is valid at least
   */
  public DeviceTokens(List<byte[]> keys, int validityDays) {
    if (keys.isEmpty() || keys.stream().anyMatch(k -> k.length == 0)) {
      throw new IllegalArgumentException("a signing key is missing or empty");
    }
    this.keys = keys.stream().map(byte[]::clone).toList();
    this.validityS = TimeUnit.DAYS.toSeconds(validityDays);
  }

  /** The token for this device and client; the same for a whole UTC day. */
  public String issue(String clientId, DeviceId deviceId, long unixMs) {
    long nowS = TimeUnit.MILLISECONDS.toSeconds(unixMs);
    return sign(keys.get(0), clientId, deviceId, nowS - Math.floorMod(nowS, STAMP_EVERY_S));
  }

  /**
   * Judges the value of an {@code Authorization} header or query parameter, with or without {@code Bearer}. Takes the
   * same time for every wrong signature.
   *
   * @param sent as it came, may be null
   * @param clientId as it came, "" if it did not
   */
  public Verdict verify(String sent, String clientId, DeviceId deviceId, long unixMs) {
    String token = sent == null ? "" : BEARER.matcher(sent.strip()).replaceFirst("");
    if (token.isEmpty()) {
      return Verdict.MISSING;
    }
    var parts = FORM.matcher(token);
    if (token.length() > TOKEN_CHARS_MAX || !parts.matches()) {
      return Verdict.MALFORMED;
    }
    long stampS = Long.parseLong(parts.group(2));
    if (!signed(token, clientId, deviceId, stampS)) {
      return Verdict.FORGED;
    }
    long ageS = TimeUnit.MILLISECONDS.toSeconds(unixMs) - stampS;
    return ageS < -FUTURE_SKEW_S_MAX || ageS > validityS + STAMP_EVERY_S ? Verdict.EXPIRED : Verdict.VALID;
  }

  private boolean signed(String token, String clientId, DeviceId deviceId, long stampS) {
    boolean signed = false;
    for (byte[] key : keys) {
      byte[] expected = sign(key, clientId, deviceId, stampS).getBytes(StandardCharsets.US_ASCII);
      signed |= MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.US_ASCII));
    }
    return signed;
  }

  static String sign(byte[] key, String clientId, DeviceId deviceId, long stampS) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = clientId + '|' + deviceId.value() + '|' + stampS;
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature) + '.' + stampS;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
