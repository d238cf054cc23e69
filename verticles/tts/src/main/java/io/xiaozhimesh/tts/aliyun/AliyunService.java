package io.xiaozhimesh.tts.aliyun;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.remote.Bare;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;

/** JSON in, headerless PCM out, whatever it is called (https://help.aliyun.com/zh/isi/developer-reference/restful-api-3). */
final class AliyunService implements HttpService {

  /** The service names this type for every format. */
  private static final String ITS_TYPE = "audio/mpeg";

  private final AliyunOptions options;
  private final NlsTokens tokens;

  AliyunService(AliyunOptions options, EngineContext context) {
    this.options = options;
    this.tokens = new NlsTokens(context, options.access(), options.remote());
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    return tokens.token().map(token -> new HttpQuestion(
        new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(options.remote().url())
            .putHeader("Content-Type", "application/json"),
        body(sentence, token), new Bare(ITS_TYPE), new PcmDecoder(options.sampleRateHz())));
  }

  @Override
  public void close() {
    tokens.close();
  }

  private Buffer body(Sentence sentence, String token) {
    return new JsonObject()
        .put("appkey", options.appKey())
        .put("token", token)
        .put("text", sentence.text())
        .put("format", "pcm")
        .put("sample_rate", options.sampleRateHz())
        .put("voice", options.remote().voice(sentence.voice()))
        .put("volume", options.prosody().volume())
        .put("speech_rate", options.prosody().speechRate())
        .put("pitch_rate", options.prosody().pitchRate())
        .toBuffer();
  }
}
