package io.xiaozhimesh.bench.device;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import java.util.concurrent.TimeUnit;

/**
 * Where scripted devices come from: they share one WebSocket client and the event loops of one Vert.x, however many they
 * are. Thread-safe; each device runs on one event loop.
 */
public final class DeviceNetwork {

  /** Largest message taken from a server, in bytes. */
  public static final int MESSAGE_BYTES_MAX = 1 << 20;

  private static final int CONNECT_TIMEOUT_MS = 10_000;

  private final Vertx vertx;
  private final WebSocketClient client;

  /** A network for at most so many devices at once. */
  public DeviceNetwork(Vertx vertx, int devicesMax) {
    this.vertx = vertx;
    Microphone.warmUp();
    client = vertx.createWebSocketClient(new WebSocketClientOptions()
        .setMaxConnections(devicesMax)
        .setMaxFrameSize(MESSAGE_BYTES_MAX)
        .setMaxMessageSize(MESSAGE_BYTES_MAX)
        .setTryUsePerMessageCompression(false)
        .setTcpNoDelay(true)
        .setConnectTimeout(CONNECT_TIMEOUT_MS));
  }

  /** A device that is not yet connected. */
  public ScriptedDevice device(DeviceConfig config) {
    return device(config, new DeviceBoard(), DeviceListener.NONE);
  }

  /** The same with a board to look at and somebody who sees what happens. */
  public ScriptedDevice device(DeviceConfig config, DeviceBoard board, DeviceListener listener) {
    return new ScriptedDevice(vertx, client, config, board, listener);
  }

  /** Drops all connections. */
  public Future<Void> close() {
    return client.shutdown(0, TimeUnit.SECONDS);
  }
}
