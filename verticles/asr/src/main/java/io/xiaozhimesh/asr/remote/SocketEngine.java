package io.xiaozhimesh.asr.remote;

import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.xiaozhimesh.asr.EngineContext;
import java.util.function.Consumer;

/** Hears by a service that is asked over WebSockets, one for each utterance, open while it is spoken. */
public final class SocketEngine extends RemoteEngine {

  private static final int MESSAGE_BYTES_MAX = 1024 * 1024;

  private final SocketService service;
  private final WebSocketClient client;

  /**
   * @param name of the type
   * @param options what all have
   * @param service what is special
   */
  public SocketEngine(EngineContext context, String name, RemoteOptions options, SocketService service) {
    super(context, name, options);
    this.service = service;
    this.client = context.vertx().createWebSocketClient(new WebSocketClientOptions()
        .setConnectTimeout(options.connectMs())
        .setMaxFrameSize(MESSAGE_BYTES_MAX)
        .setMaxMessageSize(MESSAGE_BYTES_MAX)
        .setClosingTimeout(1)
        .setMaxConnections(options.utterancesMax()));
  }

  @Override
  RemoteRecognition recognition(String language, Consumer<String> interim) {
    return new SocketRecognition(this, client, service, language, interim);
  }

  @Override
  void disconnect() {
    client.close();
    service.close();
  }
}
