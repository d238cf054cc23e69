package io.xiaozhimesh.asr.tencent;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.remote.HttpQuestion;
import io.xiaozhimesh.asr.remote.HttpService;
import io.xiaozhimesh.asr.remote.Words;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.signing.Tc3Signature;
import java.net.URI;
import java.util.Base64;

/** Signed JSON with base64 in, JSON out (https://cloud.tencent.com/document/product/1093/35646). */
final class TencentService implements HttpService {

  private static final String ACTION = "SentenceRecognition";
  private static final String VERSION = "2019-06-14";
  private static final int AUDIO_IN_BODY = 1;

  private final TencentOptions options;
  private final MeshClock clock;

  TencentService(TencentOptions options, MeshClock clock) {
    this.options = options;
    this.clock = clock;
  }

  @Override
  public Future<HttpQuestion> question(byte[] pcm, String language) {
    String body = new JsonObject()
        .put("EngSerViceType", options.model())
        .put("SourceType", AUDIO_IN_BODY)
        .put("VoiceFormat", "pcm")
        .put("Data", Base64.getEncoder().encodeToString(pcm))
        .put("DataLen", pcm.length)
        .encode();
    String url = options.remote().url();
    long unixS = clock.unixMs() / 1_000;
    Tc3Signature signature =
        new Tc3Signature(options.secretId(), options.secretKey(), "asr", URI.create(url).getAuthority());
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(url)
        .putHeader("Content-Type", Tc3Signature.CONTENT_TYPE)
        .putHeader("Authorization", signature.authorization(ACTION, body, unixS))
        .putHeader("X-TC-Action", ACTION)
        .putHeader("X-TC-Version", VERSION)
        .putHeader("X-TC-Timestamp", String.valueOf(unixS));
    if (!options.region().isEmpty()) {
      target.putHeader("X-TC-Region", options.region());
    }
    return Future.succeededFuture(new HttpQuestion(target, Buffer.buffer(body)));
  }

  @Override
  public Words read(JsonObject answer) {
    JsonObject response = answer.getJsonObject("Response");
    JsonObject error = response.getJsonObject("Error");
    if (error != null) {
      throw new MeshException(error(error.getString("Code")),
          "the service answered with code " + error.getString("Code"));
    }
    return Words.of(response.getString("Result"));
  }

  /** https://cloud.tencent.com/document/product/1093/35646, "error codes". */
  private static MeshError error(String code) {
    if (code.startsWith("AuthFailure") || code.startsWith("UnauthorizedOperation")) {
      return MeshError.UNAUTHENTICATED;
    } else if (code.contains("LimitExceeded") || code.contains("UserHasNoFreeAmount")
        || code.contains("UserHasNoAmount")) {
      return MeshError.OVERLOADED;
    }
    return code.startsWith("InvalidParameter") || code.startsWith("MissingParameter")
        ? MeshError.BAD_REQUEST : MeshError.PROVIDER_FAILED;
  }
}
