package io.xiaozhimesh.tts.openai;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.Synthesis;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.internal.SpokenLanguage;
import java.util.List;

/**
 * A service that takes {@code {model, voice, input, response_format}} at {@code /audio/speech} and streams the sound back.
 */
final class OpenAiEngine implements TtsEngine {

  static final String NAME = "openai";

  private static final int WAITING_PER_CONNECTION = 4;

  private final EngineContext context;
  private final OpenAiOptions options;
  private final HttpClient client;

  OpenAiEngine(EngineContext context, OpenAiOptions options) {
    this.context = context;
    this.options = options;
    HttpClientOptions http = new HttpClientOptions()
        .setConnectTimeout(options.waits().connectMs())
        .setDecompressionSupported(false);
    PoolOptions pool = new PoolOptions()
        .setHttp1MaxSize(options.connectionsMax())
        .setMaxWaitQueueSize(options.connectionsMax() * WAITING_PER_CONNECTION);
    this.client = context.vertx().createHttpClient(http, pool);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supports(String language) {
    return options.languages().isEmpty() || options.languages().contains(SpokenLanguage.primary(language));
  }

  @Override
  public List<String> voices() {
    return options.voices();
  }

  @Override
  public Synthesis synthesise(String text, String language, String voice, SpeechSink sink) {
    if (text.length() > Limits.SENTENCE_CHARS_MAX) {
      sink.failed(new MeshException(MeshError.BAD_REQUEST, "the text is longer than a sentence may be"));
      return () -> { };
    } else if (!SpokenLanguage.pronounceable(text)) {
      sink.completed();
      return () -> { };
    }
    SpeechRequest request = new SpeechRequest(context.vertx(), context.clock(), options, sink);
    request.begin(client, target(), question(text, voice));
    return request;
  }

  @Override
  public void close() {
    client.close();
  }

  private RequestOptions target() {
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.speechUrl())
        .putHeader("Content-Type", "application/json")
        .putHeader("Accept-Encoding", "identity");
    if (!options.key().isEmpty()) {
      target.putHeader("Authorization", "Bearer " + options.key());
    }
    return target;
  }

  private Buffer question(String text, String voice) {
    JsonObject question = new JsonObject()
        .put("model", options.model())
        .put("input", text)
        .put("response_format", options.format());
    String chosen = options.voice(voice);
    if (!chosen.isEmpty()) {
      question.put("voice", chosen);
    }
    return question.toBuffer();
  }
}
