package io.xiaozhimesh.stage.signing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Aliyun's signature of RPC requests, HMAC-SHA1, and the query with which a token of the speech service (NLS) is asked
 * for (https://help.aliyun.com/zh/isi/getting-started/use-http-or-https-to-obtain-an-access-token). Thread-safe.
 *
 * @param accessKeyId public half of the key pair
 * @param accessKeySecret secret half
 */
public record AliyunSignature(String accessKeyId, String accessKeySecret) {

  /**
   * The query of a GET that creates an NLS token.
   *
   * @param regionId such as "cn-shanghai"
   * @param nonce never used before
   * @param unixMs now, in milliseconds since 1970
   */
  public String createTokenQuery(String regionId, String nonce, long unixMs) {
    return signed("GET", Map.of(
        "AccessKeyId", accessKeyId,
        "Action", "CreateToken",
        "Format", "JSON",
        "RegionId", regionId,
        "SignatureMethod", "HMAC-SHA1",
        "SignatureNonce", nonce,
        "SignatureVersion", "1.0",
        "Timestamp", Instant.ofEpochMilli(unixMs).truncatedTo(ChronoUnit.SECONDS).toString(),
        "Version", "2019-02-28"));
  }

  /** The signature and the parameters, percent-encoded. */
  String signed(String method, Map<String, String> parameters) {
    String query = new TreeMap<>(parameters).entrySet().stream()
        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&"));
    byte[] key = (accessKeySecret + "&").getBytes(StandardCharsets.UTF_8);
    byte[] signature = Digests.hmacSha1(key, method + "&" + encoded("/") + "&" + encoded(query));
    return "Signature=" + encoded(Base64.getEncoder().encodeToString(signature)) + "&" + query;
  }

  /** By RFC 3986, which leaves letters, digits, "-", "_", "." and "~" as they are. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "AliyunSignature[]";
  }
}
