package io.xiaozhimesh.asr.openai;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.remote.HttpQuestion;
import io.xiaozhimesh.asr.remote.HttpService;
import io.xiaozhimesh.asr.remote.Words;

/** A form with a WAV in, JSON with the text out (https://platform.openai.com/docs/api-reference/audio/createTranscription). */
final class OpenAiService implements HttpService {

  private final OpenAiOptions options;

  OpenAiService(OpenAiOptions options) {
    this.options = options;
  }

  @Override
  public Future<HttpQuestion> question(byte[] pcm, String language) {
    Form form = new Form().field("model", options.model()).field("response_format", "json");
    if (!language.isEmpty()) {
      form.field("language", Words.primary(language));
    }
    if (!options.prompt().isEmpty()) {
      form.field("prompt", options.prompt());
    }
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.remote().url())
        .putHeader("Content-Type", form.contentType());
    if (!options.key().isEmpty()) {
      target.putHeader("Authorization", "Bearer " + options.key());
    }
    return Future.succeededFuture(new HttpQuestion(target, form.wav("file", pcm)));
  }

  @Override
  public Words read(JsonObject answer) {
    String text = answer.getString("text");
    if (text == null) {
      throw new IllegalArgumentException("no text");
    }
    return Words.of(text);
  }
}
