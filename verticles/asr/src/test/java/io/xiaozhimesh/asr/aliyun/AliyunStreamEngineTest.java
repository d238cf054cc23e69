package io.xiaozhimesh.asr.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.remote.RemoteAsrContract;
import io.xiaozhimesh.asr.remote.SocketStandIn;
import io.xiaozhimesh.asr.remote.StandIn;
import io.xiaozhimesh.protocol.bus.MeshError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliyunStreamEngineTest extends RemoteAsrContract {

  /** https://help.aliyun.com/zh/isi/developer-reference/websocket-protocol-description */
  private static final class Nls extends SocketStandIn {

    volatile int failure;

    Nls(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected boolean elsewhere(HttpServerRequest request) {
      return Tokens.answer(request);
    }

    @Override
    protected boolean admits(HttpServerRequest handshake) {
      expect(handshake.path().equals("/ws/v1"), "path");
      return Tokens.TOKEN.equals(handshake.getParam("token"));
    }

    @Override
    protected void talk(ServerWebSocket socket) {
      Buffer pcm = Buffer.buffer();
      socket.binaryMessageHandler(pcm::appendBuffer);
      socket.textMessageHandler(text -> {
        JsonObject message = new JsonObject(text);
        JsonObject header = message.getJsonObject("header");
        expect(header.getString("namespace").equals("SpeechTranscriber"), "namespace");
        expect(header.getString("appkey").equals("a-1"), "project");
        expect(header.getString("message_id").length() == 32 && header.getString("task_id").length() == 32, "ids");
        if (header.getString("name").equals("StopTranscription")) {
          answer(socket, pcm);
          return;
        }
        expect(header.getString("name").equals("StartTranscription"), "name");
        expect(pcm.length() == 0, "sound before the start");
        expect(message.getJsonObject("payload").getInteger("sample_rate") == 16_000, "rate");
        send(socket, failure == 0 ? event("TranscriptionStarted", 20_000_000, null)
            : event("TaskFailed", failure, null));
      });
    }

    @Override
    protected Buffer message(ServerWebSocket socket, String words, boolean last) {
      if (last) {
        send(socket, event("SentenceEnd", 20_000_000, words));
        return event("TranscriptionCompleted", 20_000_000, null);
      }
      return event("TranscriptionResultChanged", 20_000_000, words);
    }

    private static Buffer event(String name, int status, String result) {
      JsonObject event = new JsonObject().put("header", new JsonObject().put("namespace", "SpeechTranscriber")
          .put("name", name).put("status", status).put("status_text", "as asked"));
      return (result == null ? event : event.put("payload", new JsonObject().put("index", 1).put("result", result)))
          .toBuffer();
    }
  }

  @Override
  protected AsrEngineProvider provider() {
    return new AliyunStreamEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Nls(vertx);
  }

  @Override
  protected JsonObject settings() {
    return Tokens.settings("ws://" + service.address("/ws/v1"), "http://" + service.address("/token"));
  }

  @Override
  protected boolean streams() {
    return true;
  }

  @ParameterizedTest
  @CsvSource({"40000001, UNAUTHENTICATED", "40000004, TIMEOUT", "40000005, OVERLOADED", "40000003, BAD_REQUEST",
      "50000000, PROVIDER_FAILED"})
  void taskFailed_becomesAnErrorOfTheMesh(int code, MeshError error) {
    ((Nls) service).failure = code;

    assertThat(failure(engine()).error()).isEqualTo(error);
  }
}
