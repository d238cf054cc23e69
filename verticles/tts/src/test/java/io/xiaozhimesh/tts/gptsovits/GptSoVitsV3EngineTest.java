package io.xiaozhimesh.tts.gptsovits;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.StandIn;
import java.util.List;
import java.util.Set;

class GptSoVitsV3EngineTest extends RemoteVoiceContract {

  /** https://github.com/RVC-Boss/GPT-SoVITS/blob/main/api.py */
  private static final class Server extends HttpStandIn {

    Server(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    public int rateHz() {
      return 32_000;
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
      expect(question.getString("refer_wav_path").equals("voices/one.wav"), "reference");
      expect(question.getString("prompt_text").equals("hello") && question.getString("prompt_language").equals("en"), "prompt");
      expect(Set.of("en", "zh").contains(question.getString("text_language")), "language");
      expect(question.getInteger("top_k") == 5, "parameters");
      return question.getString("text");
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new GptSoVitsV3EngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Server(vertx);
  }

  @Override
  protected JsonObject settings() {
    Server here = (Server) service;
    return new JsonObject().put("url", here.url("/tts")).put("voices", new JsonArray().add("voices/one.wav"))
        .put("promptText", "hello").put("promptLanguage", "en").put("parameters", new JsonObject().put("top_k", 5));
  }
}
