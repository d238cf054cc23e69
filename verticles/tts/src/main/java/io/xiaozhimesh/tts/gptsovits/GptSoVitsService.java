package io.xiaozhimesh.tts.gptsovits;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.internal.SpokenLanguage;
import io.xiaozhimesh.tts.remote.Bare;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;
import java.util.Set;

/**
 * JSON in, WAV out, streamed where the server can: the heads of
 * https://github.com/RVC-Boss/GPT-SoVITS/blob/main/api_v2.py and of api.py beside it list the parameters.
 */
final class GptSoVitsService implements HttpService {

  /** What differs between the two servers: the names of the parameters. */
  enum Api {
    V2("text_lang", "ref_audio_path", "prompt_lang",
        new JsonObject().put("media_type", "wav").put("streaming_mode", true)),
    V3("text_language", "refer_wav_path", "prompt_language", new JsonObject());

    private final String textLanguage;
    private final String reference;
    private final String promptLanguage;
    private final JsonObject fixed;

    Api(String textLanguage, String reference, String promptLanguage, JsonObject fixed) {
      this.textLanguage = textLanguage;
      this.reference = reference;
      this.promptLanguage = promptLanguage;
      this.fixed = fixed;
    }
  }

  private static final Set<String> LANGUAGES = Set.of("zh", "en", "ja", "ko", "yue");
  /** For a server that is told to leave the header out. */
  private static final int RATE_HZ = 32_000;

  private final GptSoVitsOptions options;
  private final Api api;

  GptSoVitsService(GptSoVitsOptions options, Api api) {
    this.options = options;
    this.api = api;
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    JsonObject body = api.fixed.copy()
        .put("text", sentence.text())
        .put(api.textLanguage, language(sentence))
        .put("prompt_text", options.promptText())
        .put(api.promptLanguage, options.promptLanguage());
    String voice = options.remote().voice(sentence.voice());
    if (!voice.isEmpty()) {
      body.put(api.reference, voice);
    }
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.remote().url())
        .putHeader("Content-Type", "application/json");
    return Future.succeededFuture(new HttpQuestion(
        target, body.mergeIn(options.parameters()).toBuffer(), new Bare(), new PcmDecoder(RATE_HZ)));
  }

  private String language(Sentence sentence) {
    String primary = SpokenLanguage.primary(sentence.language());
    return !options.textLanguage().isEmpty() ? options.textLanguage() : LANGUAGES.contains(primary) ? primary : "auto";
  }
}
