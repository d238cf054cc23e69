package io.xiaozhimesh.tts.linkerai;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.StandIn;

class LinkeraiEngineTest extends RemoteVoiceContract {

  /** https://tts.linkerai.cn/docs , with the parameters that xiaozhi-esp32-server sends. */
  private static final class Linkerai extends HttpStandIn {

    Linkerai(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected String type() {
      return "audio/pcm";
    }

    @Override
    protected String read(HttpServerRequest request, Buffer body) {
      expect(request.method() == HttpMethod.GET && request.path().equals("/tts"), "request line");
      expect("OUeAo1mhq6IBExi".equals(request.getParam("spk_id")), "voice");
      expect("true".equals(request.getParam("stream")), "stream");
      expect("24000".equals(request.getParam("target_sr")), "rate");
      expect("pcm".equals(request.getParam("audio_format")), "format");
      return "Bearer t-1".equals(request.getHeader("Authorization")) ? request.getParam("tts_text") : null;
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new LinkeraiEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Linkerai(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", ((Linkerai) service).url("/tts")).put("token", "t-1");
  }
}
