package io.xiaozhimesh.tts.indextts;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.remote.Bare;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;

/** {@code {text, character}} in, PCM or WAV out (https://github.com/Ksuriuri/index-tts-vllm). */
final class IndexTtsService implements HttpService {

  private final IndexTtsOptions options;

  IndexTtsService(IndexTtsOptions options) {
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
        .put("character", options.remote().voice(sentence.voice()));
    return Future.succeededFuture(
        new HttpQuestion(target, body.toBuffer(), new Bare(), new PcmDecoder(options.sampleRateHz())));
  }
}
