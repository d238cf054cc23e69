package io.xiaozhimesh.asr.aliyun;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.signing.AliyunSignature;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.remote.HttpEngine;
import io.xiaozhimesh.asr.remote.RemoteOptions;
import java.util.UUID;

/**
 * The token with which the service lets us in: asked for once, again a minute before it ends, and after a failure
 * (https://help.aliyun.com/zh/isi/getting-started/use-http-or-https-to-obtain-an-access-token). Thread-safe.
 */
final class NlsTokens {

  private static final String REGION = "cn-shanghai";
  private static final long EARLIER_MS = 60_000;

  private final AliyunOptions.Access access;
  private final long deadlineMs;
  private final MeshClock clock;
  private final HttpClient client;
  private Future<Token> current;

  private record Token(String id, long untilUnixMs) {
  }

  NlsTokens(EngineContext context, AliyunOptions.Access access, RemoteOptions remote) {
    this.access = access;
    this.deadlineMs = remote.transcriptMs();
    this.clock = context.clock();
    this.client = HttpEngine.client(context, remote);
  }

  /** The token; UNAUTHENTICATED where the key pair is refused. */
  synchronized Future<String> token() {
    if (!access.token().isEmpty()) {
      return Future.succeededFuture(access.token());
    }
    boolean usable = current != null && !current.failed()
        && (!current.isComplete() || current.result().untilUnixMs() - EARLIER_MS > clock.unixMs());
    if (!usable) {
      current = ask();
    }
    return current.map(Token::id);
  }

  void close() {
    client.close();
  }

  private Future<Token> ask() {
    String query = new AliyunSignature(access.keyId(), access.keySecret())
        .createTokenQuery(REGION, UUID.randomUUID().toString(), clock.unixMs());
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setAbsoluteURI(access.tokenUrl() + '?' + query)
        .setTimeout(deadlineMs);
    return client.request(target)
        .compose(request -> request.send().compose(NlsTokens::read))
        .recover(failure -> Future.failedFuture(failure instanceof MeshException ? failure
            : new MeshException(MeshError.UNAVAILABLE, "the token service cannot be reached", failure)));
  }

  private static Future<Token> read(HttpClientResponse response) {
    return response.body().map(body -> {
      int status = response.statusCode();
      if (status != 200) {
        throw new MeshException(status < 500 && status != 429 ? MeshError.UNAUTHENTICATED : MeshError.PROVIDER_FAILED,
            "the token service answered with status " + status);
      }
      try {
        JsonObject token = body.toJsonObject().getJsonObject("Token");
        return new Token(token.getString("Id"), token.getLong("ExpireTime") * 1_000);
      } catch (RuntimeException e) {
        throw new MeshException(MeshError.PROVIDER_FAILED, "the token cannot be read", e);
      }
    });
  }
}
