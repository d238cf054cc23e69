package io.xiaozhimesh.stage.signing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * Xunfei's signed WebSocket addresses: HMAC-SHA256 over host, date and request line, in the query
 * (https://www.xfyun.cn/doc/asr/voicedictation/API.html). The service accepts a date for 300 s. Thread-safe.
 *
 * @param apiKey public half of the key pair
 * @param apiSecret secret half
 */
public record XunfeiUrl(String apiKey, String apiSecret) {

  /** RFC 1123 with two digits for the day, as the service compares it. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

  /**
   * The address with its signature.
   *
   * @param address of the service, ws or wss, without a query
   * @param unixMs now, in milliseconds since 1970
   */
  public String signed(String address, long unixMs) {
    URI uri = URI.create(address);
    String date = DATE.format(Instant.ofEpochMilli(unixMs));
    String host = uri.getAuthority();
    String toSign = "host: " + host + "\ndate: " + date + "\nGET " + uri.getPath() + " HTTP/1.1";
    String signature = base64(Digests.hmacSha256(apiSecret.getBytes(StandardCharsets.UTF_8), toSign));
    String origin = "api_key=\"" + apiKey + "\", algorithm=\"hmac-sha256\", headers=\"host date request-line\", "
        + "signature=\"" + signature + '"';
    return address + "?authorization=" + AliyunSignature.encoded(base64(origin.getBytes(StandardCharsets.UTF_8)))
        + "&date=" + AliyunSignature.encoded(date) + "&host=" + AliyunSignature.encoded(host);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "XunfeiUrl[]";
  }
}
