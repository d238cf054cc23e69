package io.xiaozhimesh.tts.openai;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.remote.Bare;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;

/**
 * A service that takes {@code {model, voice, input, response_format}} at {@code /audio/speech} and streams the sound
 * back.
 */
final class OpenAiService implements HttpService {

  private final OpenAiOptions options;

  OpenAiService(OpenAiOptions options) {
    this.options = options;
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    JsonObject body = new JsonObject()
        .put("model", options.model())
        .put("input", sentence.text())
        .put("response_format", options.format());
    String voice = options.remote().voice(sentence.voice());
    if (!voice.isEmpty()) {
      body.put("voice", voice);
    }
    return Future.succeededFuture(
        new HttpQuestion(target(), body.toBuffer(), new Bare(), new PcmDecoder(options.sampleRateHz())));
  }

  private RequestOptions target() {
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.speechUrl())
        .putHeader("Content-Type", "application/json")
        .putHeader("Accept-Encoding", "identity");
    if (!options.key().isEmpty()) {
      target.putHeader("Authorization", "Bearer " + options.key());
    }
    return target;
  }
}
