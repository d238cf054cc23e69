package io.xiaozhimesh.tts.indextts;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.StandIn;
import java.util.List;

class IndexTtsEngineTest extends RemoteVoiceContract {

  /** https://github.com/Ksuriuri/index-tts-vllm */
  private static final class Index extends HttpStandIn {

    Index(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected String type() {
      return "audio/wav";
    }

    @Override
    protected List<Buffer> answer(Buffer sound) {
      List<Buffer> pieces = super.answer(sound);
      if (sound.length() > 0) {
        pieces.set(0, wavHeader());
      }
      return pieces;
    }

    @Override
    protected String read(HttpServerRequest request, Buffer body) {
      JsonObject question = body.toJsonObject();
      expect(request.path().equals("/tts"), "path");
      expect(question.getString("character").equals("jay_klee"), "character");
      return question.getString("text");
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new IndexTtsEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Index(vertx);
  }

  @Override
  protected JsonObject settings() {
    Index here = (Index) service;
    return new JsonObject().put("url", here.url("/tts"));
  }
}
