package io.xiaozhimesh.tts.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.StandIn;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MiniMaxEngineTest extends RemoteVoiceContract {

  /** https://platform.minimaxi.com/docs/api-reference/speech-t2a-http */
  private static final class MiniMax extends HttpStandIn {

    volatile int code;

    MiniMax(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected String type() {
      return "text/event-stream";
    }

    @Override
    protected String read(HttpServerRequest request, Buffer body) {
      JsonObject question = body.toJsonObject();
      JsonObject audio = question.getJsonObject("audio_setting");
      expect(request.path().equals("/v1/t2a_v2") && "g-1".equals(request.getParam("GroupId")), "address");
      expect(question.getString("model").equals("speech-02-turbo") && question.getBoolean("stream"), "model");
      expect(question.getJsonObject("voice_setting").getString("voice_id").equals("female-shaonv"), "voice");
      expect(audio.getString("format").equals("pcm") && audio.getInteger("sample_rate") == 24_000, "sound");
      return "Bearer k-1".equals(request.getHeader("Authorization")) ? question.getString("text") : null;
    }

    /** Events of pieces, and one of the whole that must not be heard. */
    @Override
    protected List<Buffer> answer(Buffer sound) {
      List<Buffer> events = new ArrayList<>();
      if (code != 0) {
        return List.of(Buffer.buffer("{\"base_resp\":{\"status_code\":" + code + ",\"status_msg\":\"as asked\"}}"));
      }
      super.answer(sound).forEach(piece -> events.add(event(piece, 1)));
      events.add(event(sound, 2));
      return events;
    }

    private static Buffer event(Buffer sound, int status) {
      JsonObject data = new JsonObject().put("audio", HexFormat.of().formatHex(sound.getBytes())).put("status", status);
      return Buffer.buffer("data: " + new JsonObject().put("data", data).put("trace_id", "t")
          .put("base_resp", new JsonObject().put("status_code", 0).put("status_msg", "success")).encode() + "\n\n");
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new MiniMaxEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new MiniMax(vertx);
  }

  @Override
  protected JsonObject settings() {
    MiniMax here = (MiniMax) service;
    return new JsonObject().put("url", here.url("/v1/t2a_v2")).put("groupId", "g-1").put("key", "k-1");
  }

  @ParameterizedTest
  @CsvSource({"1004, UNAUTHENTICATED", "2049, UNAUTHENTICATED", "1002, OVERLOADED", "2013, BAD_REQUEST", "1000, PROVIDER_FAILED"})
  void code_becomesAnErrorOfTheMesh(int code, MeshError error) {
    ((MiniMax) service).code = code;

    assertThat(say("hello").awaitEnd().error()).isEqualTo(error);
  }
}
