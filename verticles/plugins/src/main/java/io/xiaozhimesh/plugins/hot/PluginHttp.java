package io.xiaozhimesh.plugins.hot;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.xiaozhimesh.plugin.api.HttpAnswer;
import io.xiaozhimesh.plugin.api.HttpAsk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Sends the requests of plugins, with bounds. On the context of the stage. */
final class PluginHttp {

  /** Longest body of an answer, in bytes. */
  static final int BODY_BYTES_MAX = 1 << 20;

  private final HttpClient client;

  PluginHttp(Vertx vertx) {
    client = vertx.createHttpClient(new HttpClientOptions().setDecompressionSupported(false));
  }

  /** The whole answer; fails with a sentence. */
  Future<HttpAnswer> send(HttpAsk ask) {
    RequestOptions options = new RequestOptions()
        .setMethod(HttpMethod.valueOf(ask.method())).setAbsoluteURI(ask.uri().toString())
        .setConnectTimeout(ask.deadlineMs()).setFollowRedirects(false);
    ask.headers().forEach(options::addHeader);
    return client.request(options).compose(request -> exchange(request, ask));
  }

  Future<Void> close() {
    return client.close();
  }

  private static Future<HttpAnswer> exchange(HttpClientRequest request, HttpAsk ask) {
    return request.send(Buffer.buffer(ask.body()))
        .compose(PluginHttp::whole)
        .timeout(ask.deadlineMs(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset());
  }

  private static Future<HttpAnswer> whole(HttpClientResponse response) {
    Promise<HttpAnswer> answer = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(part -> {
      if (body.length() + part.length() > BODY_BYTES_MAX) {
        answer.tryFail("the answer is longer than " + BODY_BYTES_MAX + " bytes");
      } else {
        body.appendBuffer(part);
      }
    });
    response.exceptionHandler(answer::tryFail);
    response.endHandler(end ->
        answer.tryComplete(new HttpAnswer(response.statusCode(), headers(response), body.toString())));
    return answer.future();
  }

  private static Map<String, String> headers(HttpClientResponse response) {
    Map<String, String> headers = new HashMap<>();
    response.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }
}
