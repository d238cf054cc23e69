package io.xiaozhimesh.stage.signing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Tencent Cloud's signature of version 3, TC3-HMAC-SHA256, for a POST of JSON to {@code /}
 * (https://cloud.tencent.com/document/api/213/30654). Thread-safe.
 *
 * @param secretId public half of the key pair
 * @param secretKey secret half
 * @param service the product, such as "tts" or "asr"
 * @param host as in the header Host, such as "tts.tencentcloudapi.com"
 */
public record Tc3Signature(String secretId, String secretKey, String service, String host) {

  /** What the header Content-Type must say: it is signed. */
  public static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private static final String ALGORITHM = "TC3-HMAC-SHA256";
  private static final String SIGNED_HEADERS = "content-type;host;x-tc-action";

  /**
   * The header Authorization.
   *
   * @param action as in the header X-TC-Action
   * @param body exactly as it is sent
   * @param unixS seconds since 1970, as in the header X-TC-Timestamp
   */
  public String authorization(String action, String body, long unixS) {
    LocalDate day = Instant.ofEpochSecond(unixS).atZone(ZoneOffset.UTC).toLocalDate();
    String scope = day + "/" + service + "/tc3_request";
    String request = "POST\n/\n\ncontent-type:" + CONTENT_TYPE + "\nhost:" + host + "\nx-tc-action:"
        + action.toLowerCase(Locale.ROOT) + "\n\n" + SIGNED_HEADERS + "\n" + Digests.sha256Hex(body);
    String toSign = ALGORITHM + "\n" + unixS + "\n" + scope + "\n" + Digests.sha256Hex(request);
    byte[] key = ("TC3" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = Digests.hmacSha256(key, part);
    }
    return ALGORITHM + " Credential=" + secretId + "/" + scope + ", SignedHeaders=" + SIGNED_HEADERS + ", Signature="
        + Digests.hex(Digests.hmacSha256(key, toSign));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Tc3Signature[service=" + service + ", host=" + host + ']';
  }
}
