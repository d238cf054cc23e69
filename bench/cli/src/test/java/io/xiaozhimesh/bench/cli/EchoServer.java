package io.xiaozhimesh.bench.cli;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.launcher.Waiting;
import java.util.ArrayList;
import java.util.List;

/**
 * A xiaozhi server of a few lines: answers a written sentence, and anything spoken in push-to-talk mode, with a tone of
 * 240 ms; hangs up on "goodbye".
 */
final class EchoServer implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer http;
  private final List<byte[]> tone = tone();
  private final JsonObject otaAnswer;

  EchoServer() {
    this(new JsonObject());
  }

  /** With something to add to the OTA answer. */
  EchoServer(JsonObject otaAddition) {
    http = Waiting.on(vertx.createHttpServer()
        .requestHandler(request -> request.response().end(ota().encode()))
        .webSocketHandler(this::talk)
        .listen(0, "127.0.0.1"));
    otaAnswer = otaAddition;
  }

  String url() {
    return "ws://127.0.0.1:" + http.actualPort() + "/xiaozhi/v1/";
  }

  String otaUrl() {
    return "http://127.0.0.1:" + http.actualPort() + "/xiaozhi/ota/";
  }

  private JsonObject ota() {
    return new JsonObject().put("websocket", new JsonObject().put("url", url()).put("token", "")).mergeIn(otaAnswer);
  }

  private void talk(ServerWebSocket socket) {
    socket.textMessageHandler(text -> {
      JsonObject json = new JsonObject(text);
      if ("hello".equals(json.getString("type"))) {
        send(socket, new JsonObject().put("type", "hello").put("transport", "websocket").put("session_id", "abc")
            .put("audio_params", new JsonObject().put("sample_rate", 16_000).put("frame_duration", 60)));
      } else if ("detect".equals(json.getString("state"))) {
        answer(socket, json.getString("text"));
      } else if ("stop".equals(json.getString("state"))) {
        answer(socket, "spoken");
      }
    });
  }

  private void answer(ServerWebSocket socket, String heard) {
    if (heard.equals("goodbye")) {
      socket.close();
      return;
    }
    send(socket, new JsonObject().put("type", "stt").put("text", heard));
    send(socket, new JsonObject().put("type", "tts").put("state", "start"));
    send(socket, new JsonObject().put("type", "llm").put("emotion", "happy"));
    send(socket, new JsonObject().put("type", "tts").put("state", "sentence_start").put("text", "You said " + heard));
    for (int i = 0; i < tone.size(); i++) {
      Buffer packet = Buffer.buffer(tone.get(i));
      vertx.setTimer(60 + i * 60L, due -> socket.writeBinaryMessage(packet));
    }
    vertx.setTimer(60 + tone.size() * 60L,
        due -> send(socket, new JsonObject().put("type", "tts").put("state", "stop")));
  }

  private static void send(ServerWebSocket socket, JsonObject json) {
    socket.writeTextMessage(json.encode());
  }

  private static List<byte[]> tone() {
    short[] pcm = new short[16 * 240];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (9_000 * Math.sin(i * 0.13));
    }
    List<byte[]> packets = new ArrayList<>();
    try (OpusEncoder encoder = OpusCodec.detect().encoder(16_000, 60, 0, false)) {
      for (int at = 0; at < pcm.length; at += encoder.frameSamples()) {
        packets.add(encoder.encode(pcm, at));
      }
    }
    return packets;
  }

  @Override
  public void close() {
    Waiting.on(vertx.close());
  }
}
