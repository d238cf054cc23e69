package io.xiaozhimesh.tts.paddlespeech;

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

/** JSON in, JSON with WAV in base64 out (https://github.com/PaddlePaddle/PaddleSpeech/wiki/PaddleSpeech-Server-RESTful-API). */
final class PaddleSpeechHttp implements HttpService {

  private final PaddleSpeechOptions options;

  PaddleSpeechHttp(PaddleSpeechOptions options) {
    this.options = options;
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.remote().url())
        .putHeader("Content-Type", "application/json");
    JsonObject body = new JsonObject()
        .put("text", sentence.text())
        .put("spk_id", options.speaker(sentence.voice()))
        .put("speed", options.speed())
        .put("volume", options.volume())
        .put("sample_rate", options.sampleRateHz());
    return Future.succeededFuture(new HttpQuestion(
        target, body.toBuffer(), new JsonBody(PaddleSpeechHttp::sound), new PcmDecoder(options.sampleRateHz())));
  }

  private static byte[] sound(JsonObject answer) {
    if (!answer.getBoolean("success", false)) {
      throw Answers.refused(MeshError.PROVIDER_FAILED, answer.getInteger("code", 0));
    }
    return Answers.base64(answer.getJsonObject("result"), "audio");
  }
}
