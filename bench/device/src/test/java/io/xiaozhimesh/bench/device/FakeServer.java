package io.xiaozhimesh.bench.device;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.device.firmware.PacketFraming;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/** A xiaozhi server of a few lines on a real socket: a test says what it answers to what. */
final class FakeServer {

  static final int DOWNLINK_RATE_HZ = 16_000;

  final List<JsonObject> texts = Collections.synchronizedList(new ArrayList<>());
  final List<byte[]> packets = Collections.synchronizedList(new ArrayList<>());
  final Promise<Short> closed = Promise.promise();
  volatile MultiMap headers;
  volatile String uri;
  private final Vertx vertx;
  private final PacketFraming framing;
  private final BiConsumer<FakeServer, JsonObject> script;
  private HttpServer http;
  private ServerWebSocket socket;

  FakeServer(Vertx vertx, PacketFraming framing, BiConsumer<FakeServer, JsonObject> script) {
    this.vertx = vertx;
    this.framing = framing;
    this.script = script;
  }

  Future<String> start() {
    http = vertx.createHttpServer().webSocketHandler(this::accept);
    return http.listen(0, "127.0.0.1").map(server -> "ws://127.0.0.1:" + server.actualPort() + "/xiaozhi/v1/");
  }

  private void accept(ServerWebSocket accepted) {
    socket = accepted;
    headers = accepted.headers();
    uri = accepted.uri();
    accepted.textMessageHandler(text -> {
      JsonObject json = new JsonObject(text);
      texts.add(json);
      script.accept(this, json);
    });
    accepted.binaryMessageHandler(message -> packets.add(message.getBytes()));
    accepted.closeHandler(v -> closed.tryComplete(accepted.closeStatusCode()));
  }

  void hello() {
    send(new JsonObject().put("type", "hello").put("transport", "websocket").put("session_id", "s-1")
        .put("audio_params", new JsonObject().put("sample_rate", DOWNLINK_RATE_HZ).put("frame_duration", 60)));
  }

  void send(JsonObject json) {
    socket.writeTextMessage(json.encode());
  }

  void tts(String state) {
    send(new JsonObject().put("type", "tts").put("state", state));
  }

  void sentence(String text) {
    send(new JsonObject().put("type", "tts").put("state", "sentence_start").put("text", text));
  }

  void stt(String text) {
    send(new JsonObject().put("type", "stt").put("text", text));
  }

  void packet(byte[] opus) {
    socket.writeBinaryMessage(Buffer.buffer(framing.wrap(opus, 0)));
  }

  void closeChannel() {
    socket.close((short) 1000);
  }

  /** One whole answer: start, 60 ms later one sentence with its packets at their pace, stop after the last. */
  void answer(String sentence, Wav sound) {
    List<byte[]> opus = encoded(sound);
    tts("start");
    vertx.setTimer(60, v -> {
      sentence(sentence);
      for (int i = 0; i < opus.size(); i++) {
        byte[] packet = opus.get(i);
        vertx.setTimer(1 + i * 60L, due -> packet(packet));
      }
      vertx.setTimer(opus.size() * 60L, due -> tts("stop"));
    });
  }

  static List<byte[]> encoded(Wav sound) {
    List<byte[]> packets = new ArrayList<>();
    int frame = DOWNLINK_RATE_HZ / 1000 * 60;
    try (OpusEncoder encoder = OpusCodec.detect().encoder(DOWNLINK_RATE_HZ, 60, 0, false)) {
      for (int at = 0; at + frame <= sound.pcm().length; at += frame) {
        packets.add(encoder.encode(sound.pcm(), at));
      }
    }
    return packets;
  }

  List<String> events() {
    synchronized (texts) {
      return texts.stream()
          .map(json -> json.getString("type") + (json.containsKey("state") ? ' ' + json.getString("state") : ""))
          .toList();
    }
  }

  static boolean is(JsonObject json, String type, String state) {
    return type.equals(json.getString("type")) && state.equals(json.getString("state"));
  }
}
