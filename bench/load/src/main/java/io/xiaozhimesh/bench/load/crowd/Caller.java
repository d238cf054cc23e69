package io.xiaozhimesh.bench.load.crowd;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceConfig;
import java.net.URI;
import java.util.List;

/**
 * One bare connection that has said hello. Its socket's event loop calls its {@link Ear}; its methods may be called from any
 * thread.
 */
public final class Caller {

  /** Hears what comes, on the socket's event loop. */
  public interface Ear {

    /** Hears nothing. */
    Ear DEAF = new Ear() {
    };

    /** JSON came, hello included. */
    default void json(Caller caller, JsonObject message) {
    }

    /** A binary message came. */
    default void sound(Caller caller, Buffer packet) {
    }

    /** It is over; by whom, the caller knows. */
    default void closed(Caller caller) {
    }
  }

  /** What a device without tools says first. */
  public static final String HELLO = "{\"type\":\"hello\",\"version\":1,\"transport\":\"websocket\",\"audio_params\":"
      + "{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}";

  private final WebSocket socket;
  private final Ear ear;
  private final Promise<Caller> greeted = Promise.promise();
  private volatile boolean dropped;

  private Caller(WebSocket socket, Ear ear) {
    this.socket = socket;
    this.ear = ear;
    socket.textMessageHandler(this::heard);
    socket.binaryMessageHandler(packet -> ear.sound(this, packet));
    socket.exceptionHandler(failure -> socket.close());
    socket.closeHandler(v -> {
      greeted.tryFail("closed before the hello");
      ear.closed(this);
    });
  }

  static Future<Caller> of(Future<WebSocket> opened, String hello, Ear ear) {
    return opened.map(socket -> new Caller(socket, ear)).compose(caller -> {
      caller.text(hello);
      return caller.greeted.future();
    });
  }

  /** The handshake that a device makes. */
  static WebSocketConnectOptions handshake(DeviceConfig config) {
    URI uri = URI.create(config.url());
    boolean tls = "wss".equals(uri.getScheme());
    WebSocketConnectOptions options = new WebSocketConnectOptions().setHost(uri.getHost()).setSsl(tls)
        .setPort(uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80)
        .setURI((uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
            + (uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery()))
        .setAllowOriginHeader(false);
    options.addHeader("Client-Id", config.identity().clientId()).addHeader("Device-Id", config.identity().deviceId())
        .addHeader("Protocol-Version", "1");
    if (!config.token().isEmpty()) {
      options.addHeader("Authorization", "Bearer " + config.token());
    }
    return options;
  }

  private void heard(String text) {
    JsonObject json;
    try {
      json = new JsonObject(text);
    } catch (DecodeException | ClassCastException e) {
      return;
    }
    if ("hello".equals(json.getValue("type"))) {
      greeted.tryComplete(this);
    }
    ear.json(this, json);
  }

  /** Sends a text unless the socket is gone. */
  public void text(String message) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(message);
    }
  }

  /** Sends a packet unless the socket is gone. */
  public void packet(Buffer packet) {
    if (!socket.isClosed()) {
      socket.writeBinaryMessage(packet);
    }
  }

  /** Sends packets one per 60 ms by the clock of the start; completes when the last is sent. */
  public Future<Void> say(Vertx vertx, List<Buffer> packets) {
    Promise<Void> said = Promise.promise();
    long startNs = System.nanoTime();
    int[] sent = {0};
    vertx.setPeriodic(1, 20, timer -> {
      while (sent[0] < packets.size() && System.nanoTime() - startNs >= sent[0] * 60_000_000L) {
        packet(packets.get(sent[0]++));
      }
      if (sent[0] == packets.size() || socket.isClosed()) {
        vertx.cancelTimer(timer);
        said.tryComplete();
      }
    });
    return said.future();
  }

  /** Asks the server's event loop for a sign; completes with the milliseconds that it took. */
  public Future<Double> ping() {
    Promise<Double> answered = Promise.promise();
    long sentNs = System.nanoTime();
    Buffer carried = Buffer.buffer("bench " + sentNs);
    socket.pongHandler(pong -> {
      if (pong.equals(carried)) {
        answered.tryComplete((System.nanoTime() - sentNs) / 1e6);
      }
    });
    return socket.writePing(carried).compose(v -> answered.future());
  }

  /** Reads nothing more. */
  public void stopReading() {
    socket.pause();
  }

  /** Whether this side ended it. */
  public boolean wasDropped() {
    return dropped;
  }

  /** Drops the TCP connection without a Close frame, as devices do. */
  public void drop() {
    dropped = true;
    ChannelHandlerContext context = ((WebSocketInternal) socket).channelHandlerContext();
    context.channel().eventLoop().execute(() -> context.channel().unsafe().close(context.channel().voidPromise()));
  }
}
