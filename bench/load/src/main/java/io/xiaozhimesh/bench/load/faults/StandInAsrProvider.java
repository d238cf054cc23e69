package io.xiaozhimesh.bench.load.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.Recognition;
import io.xiaozhimesh.asr.Transcript;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Type {@code standin}: sends the PCM of an utterance to a {@link StandInService}. Only by name. */
public final class StandInAsrProvider implements AsrEngineProvider {

  private static final String NAME = "standin";
  private static final int CAPACITY = 1_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int rank(OptionsReader section) {
    return 0;
  }

  @Override
  public AsrEngine create(OptionsReader section, EngineContext context) {
    return new Engine(context.vertx(), section.text("url", ""));
  }

  private static final class Engine implements AsrEngine {

    private final HttpClient client;
    private final String url;

    Engine(Vertx vertx, String url) {
      this.client = vertx.createHttpClient();
      this.url = url;
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public int capacity() {
      return CAPACITY;
    }

    @Override
    public Recognition open(String language, Consumer<String> interim) {
      return new Upload(client, url + "/audio/transcriptions");
    }

    @Override
    public void close() {
      client.close();
    }
  }

  private static final class Upload implements Recognition {

    private final HttpClient client;
    private final String url;
    private final Buffer pcm = Buffer.buffer();
    private final CompletableFuture<Transcript> outcome = new CompletableFuture<>();
    private boolean sent;

    Upload(HttpClient client, String url) {
      this.client = client;
      this.url = url;
    }

    @Override
    public void accept(short[] samples) {
      for (short sample : samples) {
        pcm.appendShortLE(sample);
      }
    }

    @Override
    public CompletionStage<Transcript> finish() {
      if (!sent) {
        sent = true;
        client.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url))
            .onFailure(e -> fail(MeshError.UNAVAILABLE, "nobody is there"))
            .onSuccess(request -> request.send(pcm)
                .compose(response -> response.statusCode() == 200 ? response.body()
                    : Future.failedFuture("status " + response.statusCode()))
                .onFailure(e -> fail(MeshError.PROVIDER_FAILED, String.valueOf(e.getMessage())))
                .onSuccess(this::read));
      }
      return outcome;
    }

    private void read(Buffer body) {
      try {
        outcome.complete(new Transcript(body.toJsonObject().getString("text"), "en", "", NAME));
      } catch (DecodeException e) {
        fail(MeshError.PROVIDER_FAILED, "the answer has another form");
      }
    }

    @Override
    public void cancel() {
      fail(MeshError.CANCELLED, "cancelled");
    }

    private void fail(MeshError error, String message) {
      outcome.completeExceptionally(new MeshException(error, message));
    }
  }
}
