package io.xiaozhimesh.tts.remote;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.Synthesis;

/** Speaks by a service that is asked over HTTP. Holds the connections. */
public final class HttpEngine extends RemoteEngine {

  /** Longest sound of a sentence that is listened to, in bytes: almost six minutes of PCM at 24 kHz. */
  public static final int SOUND_BYTES_MAX = RemoteSpeech.SOUND_BYTES_MAX;

  private static final int WAITING_PER_CONNECTION = 4;

  private final EngineContext context;
  private final RemoteOptions options;
  private final HttpService service;
  private final HttpClient client;

  /**
   * @param name of the type
   * @param options what all have
   * @param service what is special
   */
  public HttpEngine(EngineContext context, String name, RemoteOptions options, HttpService service) {
    super(name, options);
    this.context = context;
    this.options = options;
    this.service = service;
    this.client = client(context, options);
  }

  /** Connections as every engine wants them. */
  public static HttpClient client(EngineContext context, RemoteOptions options) {
    return context.vertx().createHttpClient(
        new HttpClientOptions().setConnectTimeout(options.waits().connectMs()).setDecompressionSupported(false),
        new PoolOptions().setHttp1MaxSize(options.connectionsMax())
            .setMaxWaitQueueSize(options.connectionsMax() * WAITING_PER_CONNECTION));
  }

  @Override
  Synthesis ask(Sentence sentence, SpeechSink sink) {
    Late late = new Late();
    service.question(sentence).onComplete(asked -> {
      if (asked.failed()) {
        late.unless(() -> sink.failed(MeshException.of(asked.cause())));
      } else {
        late.begin(new HttpSpeech(context, options.waits(), client, asked.result(), sink));
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
