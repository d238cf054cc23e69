package io.xiaozhimesh.tts.paddlespeech;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.SocketStandIn;
import io.xiaozhimesh.tts.remote.StandIn;
import java.util.Base64;

class PaddleSpeechEngineTest extends RemoteVoiceContract {

  /** https://github.com/PaddlePaddle/PaddleSpeech/wiki/PaddleSpeech-Server-WebSocket-API */
  private static final class Paddle extends SocketStandIn {

    Paddle(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected boolean admits(HttpServerRequest handshake) {
      expect(handshake.path().equals("/paddlespeech/tts/streaming"), "path");
      return true;
    }

    @Override
    protected void talk(ServerWebSocket socket) {
      socket.textMessageHandler(message -> {
        JsonObject question = new JsonObject(message);
        String signal = question.getString("signal", "");
        if (signal.equals("start")) {
          expect(question.getString("task").equals("tts"), "task");
          send(socket, new JsonObject().put("status", 0).put("signal", "server ready").put("session", "s-1"));
        } else if (signal.equals("end")) {
          expect(question.getString("session").equals("s-1"), "session");
        } else {
          expect(question.getInteger("spk_id") == 0, "speaker");
          speak(socket, question.getString("text"));
        }
      });
    }

    @Override
    protected void piece(ServerWebSocket socket, Buffer sound) {
      send(socket, new JsonObject().put("status", 1).put("audio", Base64.getEncoder().encodeToString(sound.getBytes())));
    }

    @Override
    protected void end(ServerWebSocket socket) {
      send(socket, new JsonObject().put("status", 2).put("audio", ""));
    }

    private static void send(ServerWebSocket socket, JsonObject message) {
      socket.writeTextMessage(message.encode());
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
    Paddle here = (Paddle) service;
    return new JsonObject().put("url", here.url("/paddlespeech/tts/streaming"));
  }
}
