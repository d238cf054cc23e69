package io.xiaozhimesh.bench.device;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The device's socket: its handshake headers, its framing, and an end without a Close frame. Used on one event loop.
 */
final class DeviceChannel {

  /** Hears the socket. */
  interface Observer {

    void text(String message);

    void packet(byte[] opus);

    /** The channel is gone; -1 when no Close frame came. */
    void closed(int code);
  }

  private final DeviceConfig config;
  private final WebSocket socket;

  private DeviceChannel(DeviceConfig config, WebSocket socket) {
    this.config = config;
    this.socket = socket;
  }

  static Future<DeviceChannel> open(WebSocketClient client, DeviceConfig config, Observer observer) {
    return client.connect(handshake(config)).map(socket -> {
      DeviceChannel channel = new DeviceChannel(config, socket);
      socket.textMessageHandler(observer::text);
      socket.binaryMessageHandler(message -> channel.unwrap(message).ifPresent(observer::packet));
      socket.exceptionHandler(failure -> socket.close());
      socket.closeHandler(v -> observer.closed(socket.closeStatusCode() == null ? -1 : socket.closeStatusCode()));
      return channel;
    });
  }

  private static WebSocketConnectOptions handshake(DeviceConfig config) {
    URI uri = URI.create(config.url());
    String scheme = String.valueOf(uri.getScheme());
    boolean tls = scheme.equals("wss") || scheme.equals("https");
    WebSocketConnectOptions options = new WebSocketConnectOptions()
        .setHost(uri.getHost())
        .setPort(uri.getPort() >= 0 ? uri.getPort() : scheme.equals("wss") ? 443 : 80)
        .setSsl(tls)
        .setAllowOriginHeader(false);
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = Optional.ofNullable(uri.getRawQuery()).map(q -> q + '&').orElse("");
    if (config.options().identityInQuery()) {
      return options.setURI(path + '?' + query + identity(config));
    }
    options.setURI(uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery());
    return withHeaders(options, config);
  }

  private static WebSocketConnectOptions withHeaders(WebSocketConnectOptions options, DeviceConfig config) {
    if (!config.token().isEmpty()) {
      options.addHeader("Authorization", authorization(config.token()));
    }
    return options
        .addHeader("Client-Id", config.identity().clientId())
        .addHeader("Device-Id", config.identity().deviceId())
        .addHeader("Protocol-Version", String.valueOf(config.framing().version()));
  }

  private static String identity(DeviceConfig config) {
    String identity = "device-id=" + encoded(config.identity().deviceId())
        + "&client-id=" + encoded(config.identity().clientId());
    return config.token().isEmpty()
        ? identity
        : identity + "&authorization=" + encoded(authorization(config.token()));
  }

  private static String authorization(String token) {
    return token.indexOf(' ') < 0 ? "Bearer " + token : token;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Optional<byte[]> unwrap(Buffer message) {
    return config.framing().unwrap(message.getBytes());
  }

  boolean isOpen() {
    return !socket.isClosed();
  }

  void sendText(String message) {
    if (isOpen()) {
      socket.writeTextMessage(message);
    }
  }

  /** Whether the socket took it; it takes nothing while its own queue is full or after its end. */
  boolean sendPacket(byte[] opus) {
    if (!isOpen() || socket.writeQueueFull()) {
      return false;
    }
    socket.writeBinaryMessage(Buffer.buffer(config.framing().wrap(opus, 0)));
    return true;
  }

  /** Sends bytes as one binary message, whatever they are. */
  void sendRaw(byte[] message) {
    if (isOpen()) {
      socket.writeBinaryMessage(Buffer.buffer(message));
    }
  }

  /** Drops the TCP connection without a Close frame, as the firmware does. */
  void drop() {
    ChannelHandlerContext context = ((WebSocketInternal) socket).channelHandlerContext();
    context.channel().eventLoop().execute(() -> context.channel().unsafe().close(context.channel().voidPromise()));
  }
}
