package io.xiaozhimesh.tts.custom;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.remote.Address;
import io.xiaozhimesh.tts.remote.Answers;
import io.xiaozhimesh.tts.remote.Bare;
import io.xiaozhimesh.tts.remote.Envelope;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.JsonBody;
import io.xiaozhimesh.tts.remote.Mp3Decoder;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.SseBody;

/** Asks as the configuration describes it. */
final class CustomService implements HttpService {

  private final CustomOptions options;

  CustomService(CustomOptions options) {
    this.options = options;
  }

  @Override
  public Future<HttpQuestion> question(Sentence asked) {
    Sentence sentence = new Sentence(asked.text(), asked.language(), options.remote().voice(asked.voice()));
    Address address = new Address(options.remote().url());
    Template.filled(options.query(), sentence).forEach(
        parameter -> address.with(parameter.getKey(), String.valueOf(parameter.getValue())));
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.valueOf(options.method().name()))
        .setAbsoluteURI(address.toString());
    Buffer body = Buffer.buffer();
    if (!options.body().isEmpty()) {
      body = Template.filled(options.body(), sentence).toBuffer();
      target.putHeader("Content-Type", "application/json");
    }
    Template.filled(options.headers(), sentence).forEach(
        header -> target.putHeader(header.getKey(), String.valueOf(header.getValue())));
    return Future.succeededFuture(new HttpQuestion(target, body, envelope(),
        options.format() == CustomOptions.Format.MP3 ? new Mp3Decoder() : new PcmDecoder(options.sampleRateHz())));
  }

  private Envelope envelope() {
    return switch (options.answer()) {
      case SOUND -> options.format() == CustomOptions.Format.MP3 ? new Bare("audio/mpeg", "audio/mp3") : new Bare();
      case JSON -> new JsonBody(this::sound);
      case EVENTS -> new SseBody(this::sound);
    };
  }

  private byte[] sound(JsonObject answer) {
    String[] keys = options.path().split("\\.");
    JsonObject holder = answer;
    for (int i = 0; i < keys.length - 1 && holder != null; i++) {
      holder = holder.getJsonObject(keys[i]);
    }
    String last = keys[keys.length - 1];
    return options.encoding() == CustomOptions.Encoding.HEX ? Answers.hex(holder, last) : Answers.base64(holder, last);
  }
}
