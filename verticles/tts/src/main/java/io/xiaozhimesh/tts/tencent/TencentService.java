package io.xiaozhimesh.tts.tencent;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.signing.Tc3Signature;
import io.xiaozhimesh.tts.internal.SpokenLanguage;
import io.xiaozhimesh.tts.remote.Answers;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.JsonBody;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;
import java.net.URI;
import java.util.UUID;

/** Signed JSON in, JSON with base64 out (https://cloud.tencent.com/document/api/1073/37995). */
final class TencentService implements HttpService {

  private static final String ACTION = "TextToVoice";
  private static final String VERSION = "2019-08-23";
  private static final int CHINESE = 1;
  private static final int ENGLISH = 2;

  private final TencentOptions options;
  private final MeshClock clock;

  TencentService(TencentOptions options, MeshClock clock) {
    this.options = options;
    this.clock = clock;
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    String body = body(sentence).encode();
    long unixS = clock.unixMs() / 1_000;
    Tc3Signature signature = new Tc3Signature(
        options.secretId(), options.secretKey(), "tts", URI.create(options.remote().url()).getAuthority());
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.remote().url())
        .putHeader("Content-Type", Tc3Signature.CONTENT_TYPE)
        .putHeader("Authorization", signature.authorization(ACTION, body, unixS))
        .putHeader("X-TC-Action", ACTION)
        .putHeader("X-TC-Version", VERSION)
        .putHeader("X-TC-Timestamp", String.valueOf(unixS))
        .putHeader("X-TC-Region", options.region());
    return Future.succeededFuture(new HttpQuestion(
        target, Buffer.buffer(body), new JsonBody(TencentService::sound), new PcmDecoder(options.sampleRateHz())));
  }

  private JsonObject body(Sentence sentence) {
    boolean english = SpokenLanguage.primary(sentence.language()).equals("en");
    return new JsonObject()
        .put("Text", sentence.text())
        .put("SessionId", UUID.randomUUID().toString())
        .put("VoiceType", Integer.parseInt(options.remote().voice(sentence.voice())))
        .put("PrimaryLanguage", english ? ENGLISH : CHINESE)
        .put("Codec", "pcm")
        .put("SampleRate", options.sampleRateHz())
        .put("Speed", options.speed())
        .put("Volume", options.volume());
  }

  private static byte[] sound(JsonObject answer) {
    JsonObject response = answer.getJsonObject("Response");
    JsonObject error = response.getJsonObject("Error");
    if (error != null) {
      throw Answers.refused(error(error.getString("Code")), error.getString("Code"));
    }
    return Answers.base64(response, "Audio");
  }

  /** https://cloud.tencent.com/document/api/1073/37995, "error codes". */
  private static MeshError error(String code) {
    if (code.startsWith("AuthFailure") || code.startsWith("UnauthorizedOperation")) {
      return MeshError.UNAUTHENTICATED;
    } else if (code.contains("LimitExceeded") || code.contains("NoFreeAccount") || code.contains("PkgExhausted")) {
      return MeshError.OVERLOADED;
    }
    return code.startsWith("InvalidParameter") || code.startsWith("UnsupportedOperation.TextTooLong")
        ? MeshError.BAD_REQUEST : MeshError.PROVIDER_FAILED;
  }
}
