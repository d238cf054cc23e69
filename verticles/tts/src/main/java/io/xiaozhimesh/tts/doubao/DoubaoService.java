package io.xiaozhimesh.tts.doubao;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.tts.remote.Answers;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.JsonBody;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;
import java.util.UUID;

/** JSON in, JSON with base64 out (https://www.volcengine.com/docs/6561/79820). */
final class DoubaoService implements HttpService {

  private static final int SUCCESS = 3_000;

  private final DoubaoOptions options;

  DoubaoService(DoubaoOptions options) {
    this.options = options;
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.remote().url())
        .putHeader("Content-Type", "application/json")
        .putHeader("Authorization", "Bearer;" + options.token());
    return Future.succeededFuture(new HttpQuestion(target, body(sentence).toBuffer(),
        new JsonBody(DoubaoService::sound), new PcmDecoder(options.sampleRateHz())));
  }

  private JsonObject body(Sentence sentence) {
    return new JsonObject()
        .put("app", new JsonObject()
            .put("appid", options.appId()).put("token", options.token()).put("cluster", options.cluster()))
        .put("user", new JsonObject().put("uid", "xiaozhi-mesh"))
        .put("audio", new JsonObject()
            .put("voice_type", options.remote().voice(sentence.voice()))
            .put("encoding", "pcm")
            .put("rate", options.sampleRateHz())
            .put("speed_ratio", options.prosody().speed())
            .put("volume_ratio", options.prosody().volume())
            .put("pitch_ratio", options.prosody().pitch()))
        .put("request", new JsonObject()
            .put("reqid", UUID.randomUUID().toString())
            .put("text", sentence.text())
            .put("text_type", "plain")
            .put("operation", "query"));
  }

  private static byte[] sound(JsonObject answer) {
    int code = answer.getInteger("code", 0);
    if (code != SUCCESS) {
      throw Answers.refused(error(code), code);
    }
    return Answers.base64(answer, "data");
  }

  /** The table of codes on the same page. */
  private static MeshError error(int code) {
    return switch (code) {
      case 3001, 3006, 3010, 3011, 3050 -> MeshError.BAD_REQUEST;
      case 3003, 3005 -> MeshError.OVERLOADED;
      case 3030, 3032 -> MeshError.TIMEOUT;
      default -> MeshError.PROVIDER_FAILED;
    };
  }
}
