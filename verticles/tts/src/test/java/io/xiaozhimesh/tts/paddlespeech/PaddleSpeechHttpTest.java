package io.xiaozhimesh.tts.paddlespeech;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.JsonStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.StandIn;

class PaddleSpeechHttpTest extends RemoteVoiceContract {

  /** https://github.com/PaddlePaddle/PaddleSpeech/wiki/PaddleSpeech-Server-RESTful-API */
  private static final class Paddle extends JsonStandIn {

    Paddle(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected String read(HttpServerRequest request, Buffer body) {
      JsonObject question = body.toJsonObject();
      expect(request.path().equals("/paddlespeech/tts"), "path");
      expect(question.getInteger("spk_id") == 0 && question.getInteger("sample_rate") == 24_000, "voice");
      return question.getString("text");
    }

    @Override
    protected String head() {
      return "{\"success\":true,\"code\":200,\"message\":{\"description\":\"success.\"},\"result\":{\"spk_id\":0,\"audio\":\"";
    }

    @Override
    protected String tail() {
      return "\"}}";
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new PaddleSpeechEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Paddle(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", ((Paddle) service).url("/paddlespeech/tts"));
  }

  @Override
  protected boolean streams() {
    return false;
  }
}
