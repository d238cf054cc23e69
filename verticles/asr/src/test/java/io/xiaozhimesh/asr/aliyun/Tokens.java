package io.xiaozhimesh.asr.aliyun;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.signing.AliyunSignature;
import java.time.Instant;

/** https://help.aliyun.com/zh/isi/getting-started/use-http-or-https-to-obtain-an-access-token */
final class Tokens {

  static final String TOKEN = "t-1";

  private Tokens() {
  }

  /** Gives a token to whoever asks for one, signed as it should be; false where something else is asked. */
  static boolean answer(HttpServerRequest request) {
    if (!request.path().equals("/token")) {
      return false;
    }
    long unixMs = Instant.parse(request.getParam("Timestamp")).toEpochMilli();
    boolean signed = request.query().equals(new AliyunSignature("id-1", "s-1")
        .createTokenQuery(request.getParam("RegionId"), request.getParam("SignatureNonce"), unixMs));
    if (signed) {
      request.response().end(new JsonObject().put("Token", new JsonObject().put("UserId", "u").put("Id", TOKEN)
          .put("ExpireTime", unixMs / 1_000 + 3_600)).toBuffer());
    } else {
      request.response().setStatusCode(400).end("{\"Code\":\"SignatureDoesNotMatch\"}");
    }
    return true;
  }

  static JsonObject settings(String url, String tokenUrl) {
    return new JsonObject().put("url", url).put("tokenUrl", tokenUrl).put("appKey", "a-1")
        .put("accessKeyId", "id-1").put("accessKeySecret", "s-1");
  }
}
