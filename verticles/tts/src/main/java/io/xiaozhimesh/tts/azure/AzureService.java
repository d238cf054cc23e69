package io.xiaozhimesh.tts.azure;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.xiaozhimesh.tts.remote.Bare;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.Ssml;

/**
 * SSML in, headerless PCM out
 * (https://learn.microsoft.com/azure/ai-services/speech-service/rest-text-to-speech).
 */
final class AzureService implements HttpService {

  private final AzureOptions options;

  AzureService(AzureOptions options) {
    this.options = options;
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(options.remote().url())
        .putHeader("Ocp-Apim-Subscription-Key", options.key())
        .putHeader("Content-Type", "application/ssml+xml")
        .putHeader("X-Microsoft-OutputFormat", "raw-" + options.sampleRateHz() / 1_000 + "khz-16bit-mono-pcm")
        .putHeader("User-Agent", "xiaozhi-mesh");
    String voice = options.remote().voice(sentence.voice(), sentence.language());
    String ssml = Ssml.document(sentence.text(), voice, options.rate(), options.volume(), options.pitch());
    return Future.succeededFuture(
        new HttpQuestion(target, Buffer.buffer(ssml), new Bare(), new PcmDecoder(options.sampleRateHz())));
  }
}
