package io.xiaozhimesh.asr.remote;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.xiaozhimesh.asr.EngineContext;
import java.util.function.Consumer;

/** Hears by a service that is asked over HTTP once the utterance has ended. Has no interim results. */
public final class HttpEngine extends RemoteEngine {

  private final HttpService service;
  private final HttpClient client;

  /**
   * @param name of the type
   * @param options what all have
   * @param service what is special
   */
  public HttpEngine(EngineContext context, String name, RemoteOptions options, HttpService service) {
    super(context, name, options);
    this.service = service;
    this.client = client(context, options);
  }

  /** Connections as every engine wants them: one for each utterance at most. */
  public static HttpClient client(EngineContext context, RemoteOptions options) {
    return context.vertx().createHttpClient(
        new HttpClientOptions().setConnectTimeout(options.connectMs()),
        new PoolOptions().setHttp1MaxSize(options.utterancesMax()).setMaxWaitQueueSize(options.utterancesMax()));
  }

  @Override
  RemoteRecognition recognition(String language, Consumer<String> interim) {
    return new HttpRecognition(this, client, service, language);
  }

  @Override
  void disconnect() {
    client.close();
    service.close();
  }
}
