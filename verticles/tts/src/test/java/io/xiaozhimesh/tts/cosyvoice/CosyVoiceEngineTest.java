package io.xiaozhimesh.tts.cosyvoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.SocketStandIn;
import io.xiaozhimesh.tts.remote.StandIn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosyVoiceEngineTest extends RemoteVoiceContract {

  /** https://help.aliyun.com/zh/model-studio/cosyvoice-websocket-api */
  private static final class DashScope extends SocketStandIn {

    volatile String code;

    DashScope(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected boolean admits(HttpServerRequest handshake) {
      expect(handshake.path().equals("/api-ws/v1/inference/"), "path");
      return "bearer k-1".equals(handshake.getHeader("Authorization"));
    }

    @Override
    protected void talk(ServerWebSocket socket) {
      socket.textMessageHandler(message -> {
        JsonObject question = new JsonObject(message);
        JsonObject payload = question.getJsonObject("payload");
        expect(!question.getJsonObject("header").getString("task_id").isEmpty(), "task");
        expect(question.getJsonObject("header").getString("streaming").equals("duplex"), "streaming");
        switch (question.getJsonObject("header").getString("action")) {
          case "run-task" -> {
            JsonObject parameters = payload.getJsonObject("parameters");
            expect(payload.getString("model").equals("cosyvoice-v2") && payload.getString("task").equals("tts"), "model");
            expect(parameters.getString("voice").equals("longxiaochun_v2"), "voice");
            expect(parameters.getString("format").equals("pcm") && parameters.getInteger("sample_rate") == 24_000, "sound");
            event(socket, code == null ? "task-started" : "task-failed");
          }
          case "continue-task" -> speak(socket, payload.getJsonObject("input").getString("text"));
          case "finish-task" -> expect(payload.getJsonObject("input").isEmpty(), "finish");
          default -> expect(false, "action");
        }
      });
    }

    @Override
    protected void piece(ServerWebSocket socket, Buffer sound) {
      event(socket, "result-generated");
      socket.writeBinaryMessage(sound);
    }

    @Override
    protected void end(ServerWebSocket socket) {
      event(socket, "task-finished");
    }

    private void event(ServerWebSocket socket, String event) {
      JsonObject header = new JsonObject().put("task_id", "t").put("event", event);
      if (code != null) {
        header.put("error_code", code).put("error_message", "as asked");
      }
      socket.writeTextMessage(new JsonObject().put("header", header).put("payload", new JsonObject()).encode());
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new CosyVoiceEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new DashScope(vertx);
  }

  @Override
  protected JsonObject settings() {
    DashScope here = (DashScope) service;
    return new JsonObject().put("url", here.url("/api-ws/v1/inference/")).put("key", "k-1");
  }

  @ParameterizedTest
  @CsvSource({"InvalidApiKey, UNAUTHENTICATED", "Throttling.RateQuota, OVERLOADED", "InvalidParameter, BAD_REQUEST",
      "InternalError, PROVIDER_FAILED"})
  void code_becomesAnErrorOfTheMesh(String code, MeshError error) {
    ((DashScope) service).code = code;

    assertThat(say("hello").awaitEnd().error()).isEqualTo(error);
  }
}
