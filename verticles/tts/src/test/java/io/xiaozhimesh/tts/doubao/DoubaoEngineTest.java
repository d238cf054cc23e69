package io.xiaozhimesh.tts.doubao;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.JsonStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.StandIn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubaoEngineTest extends RemoteVoiceContract {

  /** https://www.volcengine.com/docs/6561/79820 */
  private static final class Doubao extends JsonStandIn {

    volatile int code = 3_000;

    Doubao(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected String read(HttpServerRequest request, Buffer body) {
      JsonObject question = body.toJsonObject();
      JsonObject app = question.getJsonObject("app");
      JsonObject audio = question.getJsonObject("audio");
      JsonObject task = question.getJsonObject("request");
      expect(request.path().equals("/api/v1/tts"), "path");
      expect(app.getString("appid").equals("a-1") && app.getString("cluster").equals("volcano_tts"), "app");
      expect(audio.getString("voice_type").equals("BV001_streaming"), "voice");
      expect(audio.getString("encoding").equals("pcm") && audio.getInteger("rate") == 24_000, "sound");
      expect(task.getString("operation").equals("query") && !task.getString("reqid").isEmpty(), "request");
      return "Bearer;t-1".equals(request.getHeader("Authorization")) ? task.getString("text") : null;
    }

    @Override
    protected String head() {
      return "{\"reqid\":\"r\",\"code\":" + code + ",\"operation\":\"query\",\"message\":\"as asked\",\"sequence\":-1,\"data\":\"";
    }

    @Override
    protected String tail() {
      return "\",\"addition\":{\"duration\":\"1\"}}";
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new DoubaoEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Doubao(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", ((Doubao) service).url("/api/v1/tts")).put("appId", "a-1").put("token", "t-1");
  }

  @Override
  protected boolean streams() {
    return false;
  }

  @ParameterizedTest
  @CsvSource({"3001, BAD_REQUEST", "3003, OVERLOADED", "3005, OVERLOADED", "3030, TIMEOUT", "3031, PROVIDER_FAILED",
      "3050, BAD_REQUEST"})
  void code_becomesAnErrorOfTheMesh(int code, MeshError error) {
    ((Doubao) service).code = code;

    assertThat(say("hello").awaitEnd().error()).isEqualTo(error);
  }
}
