package io.xiaozhimesh.bench.conformance;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.launcher.Waiting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A device that sends exactly the messages that a test names and keeps everything that it receives. For the test's thread. */
final class MeshClient implements AutoCloseable {

  /** A message of the server; JSON or sound. */
  record Received(JsonObject json, byte[] opus) {

    /** "stt", "tts start", …; "audio" or "closed" for what is no text. */
    String name() {
      if (json == null) {
        return opus == null ? "closed" : "audio";
      }
      return json.getString("type") + (json.containsKey("state") ? " " + json.getString("state") : "");
    }

    String text() {
      return json.getString("text");
    }
  }

  private static final int PATIENCE_MS = 20_000;
  private static final int PACKET_MS = 60;

  private final Vertx vertx;
  private final WebSocketClient client;
  private final WebSocket socket;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final JsonObject hello;

  MeshClient(Vertx vertx, DeviceConfig config) throws InterruptedException {
    this.vertx = vertx;
    client = vertx.createWebSocketClient();
    socket = Waiting.on(client.connect(new WebSocketConnectOptions()
        .setAbsoluteURI(config.url())
        .setAllowOriginHeader(false)
        .addHeader("Authorization", "Bearer " + config.token())
        .addHeader("Client-Id", config.identity().clientId())
        .addHeader("Device-Id", config.identity().deviceId())
        .addHeader("Protocol-Version", "1"))
        .map(opened -> {
          opened.textMessageHandler(text -> received.add(new Received(new JsonObject(text), null)));
          opened.binaryMessageHandler(packet -> received.add(new Received(null, packet.getBytes())));
          opened.closeHandler(v -> received.add(new Received(null, null)));
          return opened;
        }));
    text("{\"type\":\"hello\",\"version\":1,\"transport\":\"websocket\",\"audio_params\":{\"format\":\"opus\","
        + "\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}");
    hello = await("hello").json();
  }

  JsonObject hello() {
    return hello;
  }

  void text(String message) {
    socket.writeTextMessage(message);
  }

  void packet(byte[] opus) {
    socket.writeBinaryMessage(Buffer.buffer(opus));
  }

  void listen(String state, String mode) {
    JsonObject message = new JsonObject().put("type", "listen").put("state", state);
    text((mode.isEmpty() ? message : message.put("mode", mode)).encode());
  }

  /** Sends the packets as a microphone does, one per 60 ms; answers when the last has gone. */
  void say(List<byte[]> packets) {
    Waiting.on(begin(packets).future());
  }

  /** The same without waiting; completing the promise ends it. */
  Promise<Void> begin(List<byte[]> packets) {
    Promise<Void> said = Promise.promise();
    int[] next = {0};
    vertx.setPeriodic(1, PACKET_MS, timer -> {
      if (said.future().isComplete() || next[0] == packets.size()) {
        vertx.cancelTimer(timer);
        said.tryComplete();
      } else {
        packet(packets.get(next[0]++));
      }
    });
    return said;
  }

  /** So many milliseconds of a microphone in a quiet room. */
  static List<byte[]> quiet(List<byte[]> silence, int ms) {
    return new ArrayList<>(Collections.nCopies(1 + ms / PACKET_MS / silence.size(), silence).stream()
        .flatMap(List::stream).limit(ms / PACKET_MS).toList());
  }

  Received next() throws InterruptedException {
    Received next = received.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("the mesh sent nothing in " + PATIENCE_MS + " ms");
    }
    return next;
  }

  /** Everything up to and with the first of this name. */
  List<Received> until(String name) throws InterruptedException {
    List<Received> all = new ArrayList<>();
    do {
      all.add(next());
      if (all.get(all.size() - 1).name().equals("closed") && !name.equals("closed")) {
        throw new AssertionError("closed before " + name + ", after " + all.stream().map(Received::name).toList());
      }
    } while (!all.get(all.size() - 1).name().equals(name));
    return all;
  }

  Received await(String name) throws InterruptedException {
    List<Received> all = until(name);
    return all.get(all.size() - 1);
  }

  /** What has come and was not asked for, with what the server sends before it answers a ping. */
  List<Received> settled() throws InterruptedException {
    text("{\"type\":\"ping\"}");
    List<Received> all = until("pong");
    return all.subList(0, all.size() - 1);
  }

  @Override
  public void close() {
    Waiting.on(socket.close().eventually(client::close));
  }
}
