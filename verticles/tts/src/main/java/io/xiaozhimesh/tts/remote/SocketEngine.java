package io.xiaozhimesh.tts.remote;

import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.Synthesis;

/** Speaks by a service that is asked over WebSockets, one for each sentence. */
public final class SocketEngine extends RemoteEngine {

  private static final int MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

  private final EngineContext context;
  private final RemoteOptions options;
  private final SocketService service;
  private final WebSocketClient client;

  /**
   * @param name of the type
   * @param options what all have
   * @param service what is special
   */
  public SocketEngine(EngineContext context, String name, RemoteOptions options, SocketService service) {
    super(name, options);
    this.context = context;
    this.options = options;
    this.service = service;
    this.client = context.vertx().createWebSocketClient(new WebSocketClientOptions()
        .setConnectTimeout(options.waits().connectMs())
        .setMaxFrameSize(MESSAGE_BYTES_MAX)
        .setMaxMessageSize(MESSAGE_BYTES_MAX)
        .setClosingTimeout(1)
        .setMaxConnections(options.connectionsMax()));
  }

  @Override
  Synthesis ask(Sentence sentence, SpeechSink sink) {
    Late late = new Late();
    service.question(sentence).onComplete(asked -> {
      if (asked.failed()) {
        late.unless(() -> sink.failed(MeshException.of(asked.cause())));
      } else {
        late.begin(new SocketSpeech(context, options.waits(), client, asked.result(), sink));
      }
    });
    return late;
  }

  @Override
  public void close() {
    client.close();
    service.close();
  }
}
