package io.xiaozhimesh.tts.siliconflow;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.StandIn;

class SiliconFlowEngineTest extends RemoteVoiceContract {

  /** https://docs.siliconflow.cn/cn/api-reference/audio/create-speech */
  private static final class Flow extends HttpStandIn {

    Flow(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected String type() {
      return "audio/pcm";
    }

    @Override
    protected String read(HttpServerRequest request, Buffer body) {
      JsonObject question = body.toJsonObject();
      expect(request.path().equals("/v1/audio/speech"), "path");
      expect(question.getString("model").equals("FunAudioLLM/CosyVoice2-0.5B"), "model");
      expect(question.getString("voice").equals("FunAudioLLM/CosyVoice2-0.5B:alex"), "voice");
      expect(question.getString("response_format").equals("pcm") && question.getBoolean("stream"), "format");
      expect(question.getInteger("sample_rate") == 24_000, "rate");
      return "Bearer k-1".equals(request.getHeader("Authorization")) ? question.getString("input") : null;
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new SiliconFlowEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Flow(vertx);
  }

  @Override
  protected JsonObject settings() {
    Flow here = (Flow) service;
    return new JsonObject().put("url", here.url("/v1/audio/speech")).put("key", "k-1");
  }
}
