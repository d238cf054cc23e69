package io.xiaozhimesh.tts.fishspeech;

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

class FishSpeechEngineTest extends RemoteVoiceContract {

  /** https://speech.fish.audio/inference/ : a WAV header of unknown length, then what the model makes, at 44.1 kHz. */
  private static final class FishSpeech extends HttpStandIn {

    FishSpeech(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    public int rateHz() {
      return 44_100;
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
      expect(request.path().equals("/v1/tts"), "path");
      expect("wav".equals(question.getString("format")), "format");
      expect(question.getBoolean("streaming"), "streaming");
      expect("voice-1".equals(question.getString("reference_id")), "reference");
      expect(question.getInteger("chunk_length") == 200, "chunk length");
      return "Bearer k-1".equals(request.getHeader("Authorization")) ? question.getString("text") : null;
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new FishSpeechEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new FishSpeech(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", ((FishSpeech) service).url("/v1/tts")).put("key", "k-1")
        .put("voices", new JsonArray().add("voice-1"));
  }
}
