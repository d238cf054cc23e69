package io.xiaozhimesh.tts.linkerai;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.xiaozhimesh.tts.remote.Address;
import io.xiaozhimesh.tts.remote.Bare;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;

/** Everything in the query of a GET, headerless PCM out (https://tts.linkerai.cn/docs). */
final class LinkeraiService implements HttpService {

  private final LinkeraiOptions options;

  LinkeraiService(LinkeraiOptions options) {
    this.options = options;
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    Address address = new Address(options.remote().url())
        .with("tts_text", sentence.text())
        .with("spk_id", options.remote().voice(sentence.voice()))
        .with("frame_durition", "60")
        .with("stream", "true")
        .with("target_sr", String.valueOf(options.sampleRateHz()))
        .with("audio_format", "pcm")
        .with("instruct_text", options.instruction());
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setAbsoluteURI(address.toString())
        .putHeader("Authorization", "Bearer " + options.token());
    return Future.succeededFuture(
        new HttpQuestion(target, Buffer.buffer(), new Bare(), new PcmDecoder(options.sampleRateHz())));
  }
}
