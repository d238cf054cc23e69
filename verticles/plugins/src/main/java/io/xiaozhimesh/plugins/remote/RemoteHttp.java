package io.xiaozhimesh.plugins.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.xiaozhimesh.plugins.remote.RemoteFailure.Reason;
import io.xiaozhimesh.stage.Metrics;
import java.io.IOException;
import java.util.Locale;

/**
 * Asks services outside the mesh. Every request ends within its deadline, in a body or in a {@link RemoteFailure}, and
 * is counted by tool and outcome. Redirects are not followed: they could carry a key elsewhere. Used on one context;
 * holds its connections until closed.
 */
public final class RemoteHttp {

  /** Connections to one service at once; further requests wait for one of them, within their deadline. */
  static final int CONNECTIONS_MAX = 16;
  /** Requests that may wait for a connection to one service. */
  static final int WAITING_MAX = 64;
  private static final int CONNECT_MS_MAX = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx;
  private final Metrics metrics;
  private final HttpClient client;

  /** Connects to nobody yet. */
  public RemoteHttp(Vertx vertx, Metrics metrics) {
    this.vertx = vertx;
    this.metrics = metrics;
    HttpClientOptions options = new HttpClientOptions().setDecompressionSupported(true)
        .setConnectTimeout(CONNECT_MS_MAX).setKeepAliveTimeout(30).setMaxRedirects(0);
    this.client = vertx.createHttpClient(options,
        new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(WAITING_MAX));
  }

  /** The JSON of an answer with a status of 200 to 299. */
  public Future<JsonNode> json(RemoteAsk ask) {
    return counted(ask, new Exchange(ask).begin().compose(RemoteHttp::parsed));
  }

  /** The bytes of an answer with a status of 200 to 299. */
  public Future<Buffer> bytes(RemoteAsk ask) {
    return counted(ask, new Exchange(ask).begin());
  }

  /** Gives up the connections. */
  public Future<Void> close() {
    return client.close();
  }

  private <T> Future<T> counted(RemoteAsk ask, Future<T> running) {
    return running
        .onSuccess(done -> metrics.count("mesh.plugins.remote", "tool", ask.tool(), "outcome", "answered"))
        .onFailure(failure -> metrics.count("mesh.plugins.remote", "tool", ask.tool(), "outcome",
            RemoteFailure.reasonOf(failure).name().toLowerCase(Locale.ROOT)));
  }

  private static Future<JsonNode> parsed(Buffer body) {
    try {
      JsonNode node = JSON.readTree(body.getBytes());
      return node.isContainerNode() ? Future.succeededFuture(node) : Future.failedFuture(RemoteFailure.rubbish("JSON"));
    } catch (IOException e) {
      return Future.failedFuture(RemoteFailure.rubbish("JSON"));
    }
  }

  /** A request with its one repetition, under one deadline. */
  private final class Exchange {

    private final RemoteAsk ask;
    private final Promise<Buffer> result = Promise.promise();
    private HttpClientRequest current;
    private boolean repeated;

    Exchange(RemoteAsk ask) {
      this.ask = ask;
    }

    Future<Buffer> begin() {
      long timer = vertx.setTimer(ask.deadlineMs(), t -> {
        if (result.tryFail(new RemoteFailure(Reason.SLOW, "no answer within " + ask.deadlineMs() + " ms"))) {
          abandon();
        }
      });
      result.future().onComplete(done -> vertx.cancelTimer(timer));
      attempt();
      return result.future();
    }

    private void attempt() {
      RequestOptions options;
      try {
        options = new RequestOptions().setMethod(ask.method()).setAbsoluteURI(ask.url()).setFollowRedirects(false);
      } catch (RuntimeException e) {
        result.tryFail(new RemoteFailure(Reason.UNREACHABLE, "the address of the service is no URL"));
        return;
      }
      ask.headers().forEach(options::putHeader);
      client.request(options).compose(request -> {
        current = request;
        if (result.future().isComplete()) {
          abandon();
          return Future.failedFuture("too late");
        }
        return request.send(ask.body());
      }).compose(this::whole).onSuccess(result::tryComplete).onFailure(this::troubled);
    }

    private Future<Buffer> whole(HttpClientResponse response) {
      int status = response.statusCode();
      if (status < 200 || status > 299) {
        response.exceptionHandler(reset -> { });
        abandon();
        return Future.failedFuture(RemoteFailure.ofStatus(status));
      }
      Promise<Buffer> whole = Promise.promise();
      Buffer body = Buffer.buffer();
      response.handler(part -> {
        if (body.length() + part.length() > ask.bytesMax()) {
          if (whole.tryFail(new RemoteFailure(Reason.TOO_LONG, "more than " + ask.bytesMax() + " bytes"))) {
            abandon();
          }
        } else {
          body.appendBuffer(part);
        }
      });
      response.exceptionHandler(whole::tryFail);
      response.endHandler(end -> whole.tryComplete(body));
      return whole.future();
    }

    private void troubled(Throwable failure) {
      boolean passing = !(failure instanceof RemoteFailure known) || known.passing();
      if (passing && ask.repeatable() && !repeated && !result.future().isComplete()) {
        repeated = true;
        metrics.count("mesh.plugins.remote.repeated", "tool", ask.tool());
        attempt();
      } else if (failure instanceof RemoteFailure) {
        result.tryFail(failure);
      } else {
        result.tryFail(new RemoteFailure(Reason.UNREACHABLE, failure.getClass().getSimpleName()));
      }
    }

    private void abandon() {
      if (current != null) {
        current.reset();
      }
    }
  }
}
