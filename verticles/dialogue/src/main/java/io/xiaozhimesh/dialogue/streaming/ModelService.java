package io.xiaozhimesh.dialogue.streaming;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.LanguageModel.ModelCall;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.stage.OptionsReader;

/** A service that streams its answers, with its connections. Used on one context. */
public final class ModelService {

  /** Most connections to one service at once, where the configuration names no other number. */
  public static final int DEFAULT_CONNECTIONS_MAX = 200;
  private static final int WAITING_MAX = 1_000;

  /**
   * How it is used.
   *
   * @param connectionsMax at once; more wait
   * @param deadlines of each call
   */
  public record Limits(int connectionsMax, Deadlines deadlines) {

    /** Reads {@code connectionsMax} and the keys of {@link Deadlines}. */
    public static Limits from(OptionsReader in) {
      return new Limits(
          in.integer("connectionsMax", DEFAULT_CONNECTIONS_MAX, 1, 100_000), Deadlines.from(in));
    }
  }

  private final Vertx vertx;
  private final Deadlines deadlines;
  private final boolean repeatable;
  private final HttpClient client;

  /** @param repeatable whether a question may be asked anew when a kept connection closes before any answer */
  public ModelService(Vertx vertx, Limits limits, boolean repeatable) {
    this.vertx = vertx;
    this.deadlines = limits.deadlines();
    this.repeatable = repeatable;
    this.client = vertx.createHttpClient(
        new HttpClientOptions().setConnectTimeout(deadlines.connectMs()),
        new PoolOptions().setHttp1MaxSize(limits.connectionsMax()).setMaxWaitQueueSize(WAITING_MAX));
  }

  /** A request for a stream to this address; the caller adds how it is allowed. */
  public static RequestOptions to(String url) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(url)
        .putHeader("content-type", "application/json")
        .putHeader("accept", "text/event-stream");
  }

  /** The same with a bearer token, unless that is "". */
  public static RequestOptions to(String url, String token) {
    return token.isEmpty() ? to(url) : to(url).putHeader("authorization", "Bearer " + token);
  }

  /** Asks. */
  public ModelCall ask(RequestOptions post, JsonObject body, AnswerReader reader, ModelListener listener) {
    StreamedCall call = new StreamedCall(vertx, deadlines, repeatable, reader, listener);
    call.start(client, post, body.toBuffer());
    return call;
  }

  /** Closes the connections; running calls fail. */
  public Future<Void> close() {
    return client.close();
  }
}
