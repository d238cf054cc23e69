package io.xiaozhimesh.tts.siliconflow;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.remote.Bare;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;

/** JSON in, headerless PCM out (https://docs.siliconflow.cn/cn/api-reference/audio/create-speech). */
final class SiliconFlowService implements HttpService {

  private final SiliconFlowOptions options;

  SiliconFlowService(SiliconFlowOptions options) {
    this.options = options;
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.remote().url())
        .putHeader("Content-Type", "application/json")
        .putHeader("Authorization", "Bearer " + options.key());
    JsonObject body = new JsonObject()
        .put("model", options.model())
        .put("input", sentence.text())
        .put("voice", options.remote().voice(sentence.voice()))
        .put("response_format", "pcm")
        .put("sample_rate", options.sampleRateHz())
        .put("stream", true)
        .put("speed", options.speed())
        .put("gain", options.gainDb());
    return Future.succeededFuture(
        new HttpQuestion(target, body.toBuffer(), new Bare(), new PcmDecoder(options.sampleRateHz())));
  }
}
