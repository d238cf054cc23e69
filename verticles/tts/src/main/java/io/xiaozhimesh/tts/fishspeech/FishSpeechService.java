package io.xiaozhimesh.tts.fishspeech;

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
 * JSON in, a WAV stream out: that of Fish Speech (https://speech.fish.audio/inference/) and of Fish Audio
 * (https://docs.fish.audio/api-reference/endpoint/openapi-v1/text-to-speech) alike.
 */
final class FishSpeechService implements HttpService {

  /** The rate of the model, for a server that leaves the header out. */
  private static final int RATE_HZ = 44_100;

  private final FishSpeechOptions options;

  FishSpeechService(FishSpeechOptions options) {
    this.options = options;
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    FishSpeechOptions.Sampling sampling = options.sampling();
    JsonObject body = new JsonObject()
        .put("text", sentence.text())
        .put("format", "wav")
        .put("streaming", options.streaming())
        .put("chunk_length", options.chunkLength())
        .put("normalize", options.normalize())
        .put("max_new_tokens", sampling.maxNewTokens())
        .put("top_p", sampling.topP())
        .put("repetition_penalty", sampling.repetitionPenalty())
        .put("temperature", sampling.temperature());
    String voice = options.remote().voice(sentence.voice());
    if (!voice.isEmpty()) {
      body.put("reference_id", voice);
    }
    return Future.succeededFuture(new HttpQuestion(target(), body.toBuffer(), new Bare(), new PcmDecoder(RATE_HZ)));
  }

  private RequestOptions target() {
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.remote().url())
        .putHeader("Content-Type", "application/json");
    if (!options.key().isEmpty()) {
      target.putHeader("Authorization", "Bearer " + options.key());
    }
    if (!options.model().isEmpty()) {
      target.putHeader("model", options.model());
    }
    return target;
  }
}
