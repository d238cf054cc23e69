package io.xiaozhimesh.tts.minimax;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.tts.remote.Address;
import io.xiaozhimesh.tts.remote.Answers;
import io.xiaozhimesh.tts.remote.HttpQuestion;
import io.xiaozhimesh.tts.remote.HttpService;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.SseBody;

/** JSON in, server-sent events with hexadecimal sound out (https://platform.minimaxi.com/docs/api-reference/speech-t2a-http). */
final class MiniMaxService implements HttpService {

  /** Of an event that holds the whole sound once more. */
  private static final int FINISHED = 2;

  private final MiniMaxOptions options;

  MiniMaxService(MiniMaxOptions options) {
    this.options = options;
  }

  @Override
  public Future<HttpQuestion> question(Sentence sentence) {
    Address address = new Address(options.remote().url());
    if (!options.groupId().isEmpty()) {
      address.with("GroupId", options.groupId());
    }
    RequestOptions target = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(address.toString())
        .putHeader("Content-Type", "application/json")
        .putHeader("Authorization", "Bearer " + options.key());
    JsonObject body = new JsonObject()
        .put("model", options.model())
        .put("text", sentence.text())
        .put("stream", true)
        .put("stream_options", new JsonObject().put("exclude_aggregated_audio", true))
        .put("voice_setting", new JsonObject()
            .put("voice_id", options.remote().voice(sentence.voice()))
            .put("speed", options.speed()).put("vol", options.volume()).put("pitch", options.pitch()))
        .put("audio_setting", new JsonObject()
            .put("sample_rate", options.sampleRateHz()).put("format", "pcm").put("channel", 1));
    return Future.succeededFuture(new HttpQuestion(
        target, body.toBuffer(), new SseBody(MiniMaxService::sound), new PcmDecoder(options.sampleRateHz())));
  }

  private static byte[] sound(JsonObject event) {
    int code = event.getJsonObject("base_resp", new JsonObject()).getInteger("status_code", 0);
    if (code != 0) {
      throw Answers.refused(error(code), code);
    }
    JsonObject data = event.getJsonObject("data");
    return data == null || data.getInteger("status", 0) == FINISHED ? new byte[0] : Answers.hex(data, "audio");
  }

  /** https://platform.minimaxi.com/docs/api-reference/errorcode */
  private static MeshError error(int code) {
    return switch (code) {
      case 1004, 2049 -> MeshError.UNAUTHENTICATED;
      case 1002, 1008, 1039, 1041 -> MeshError.OVERLOADED;
      case 1001 -> MeshError.TIMEOUT;
      case 1042, 2013, 20132 -> MeshError.BAD_REQUEST;
      default -> MeshError.PROVIDER_FAILED;
    };
  }
}
