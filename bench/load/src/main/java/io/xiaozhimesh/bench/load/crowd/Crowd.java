package io.xiaozhimesh.bench.load.crowd;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.xiaozhimesh.bench.device.DeviceConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where callers come from. To a server on loopback they have source addresses of their own, 127.0.0.2 and so on, a few
 * thousand to each, so that ports do not run out. Thread-safe.
 */
public final class Crowd implements AutoCloseable {

  private static final int CALLERS_PER_ADDRESS = 5_000;
  private static final int CONNECT_TIMEOUT_MS = 20_000;

  private final List<WebSocketClient> clients = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();

  /** For at most so many at once to this address. */
  public Crowd(Vertx vertx, String url, int callersMax) {
    boolean loopback = URI.create(url).getHost().equals("127.0.0.1");
    int addresses = loopback ? 1 + callersMax / CALLERS_PER_ADDRESS : 1;
    for (int n = 0; n < addresses; n++) {
      WebSocketClientOptions options = new WebSocketClientOptions().setMaxConnections(callersMax)
          .setTryUsePerMessageCompression(false).setTcpNoDelay(true).setConnectTimeout(CONNECT_TIMEOUT_MS);
      if (loopback) {
        options.setLocalAddress("127.0.0." + (2 + n));
      }
      clients.add(vertx.createWebSocketClient(options));
    }
  }

  /** Connects and says hello; completes when the server's hello came. */
  public Future<Caller> call(DeviceConfig config, Caller.Ear ear) {
    return call(config, Caller.HELLO, ear);
  }

  /** The same with a hello of one's own. */
  public Future<Caller> call(DeviceConfig config, String hello, Caller.Ear ear) {
    WebSocketClient client = clients.get(calls.getAndIncrement() % clients.size());
    return Caller.of(client.connect(Caller.handshake(config)), hello, ear);
  }

  /** Drops all connections. */
  @Override
  public void close() {
    clients.forEach(client -> client.shutdown(0, TimeUnit.SECONDS));
  }
}
