package io.xiaozhimesh.tts.xunfei;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.tts.remote.Answers;
import io.xiaozhimesh.tts.remote.Line;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.Talk;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** One request that is first and last at once, then pieces of sound, the last with status 2. Pure. */
final class XunfeiTalk implements Talk {

  /** First and last: everything is sent at once; of an answer: the last. */
  private static final int LAST = 2;

  private final XunfeiOptions options;
  private final Sentence sentence;

  XunfeiTalk(XunfeiOptions options, Sentence sentence) {
    this.options = options;
    this.sentence = sentence;
  }

  @Override
  public void opened(Line line) {
    JsonObject tts = new JsonObject()
        .put("vcn", options.remote().voice(sentence.voice()))
        .put("speed", options.prosody().speed())
        .put("volume", options.prosody().volume())
        .put("pitch", options.prosody().pitch())
        .put("bgs", 0).put("reg", 0).put("rdn", 0).put("rhy", 0)
        .put("audio", new JsonObject().put("encoding", "raw").put("sample_rate", options.sampleRateHz())
            .put("channels", 1).put("bit_depth", 16).put("frame_size", 0));
    JsonObject text = new JsonObject().put("encoding", "utf8").put("compress", "raw").put("format", "plain")
        .put("status", LAST).put("seq", 0)
        .put("text", Base64.getEncoder().encodeToString(sentence.text().getBytes(StandardCharsets.UTF_8)));
    line.send(new JsonObject()
        .put("header", new JsonObject().put("app_id", options.appId()).put("status", LAST))
        .put("parameter", new JsonObject()
            .put("oral", new JsonObject().put("oral_level", options.prosody().oralLevel()))
            .put("tts", tts))
        .put("payload", new JsonObject().put("text", text))
        .encode());
  }

  @Override
  public void text(String message, Line line) {
    JsonObject answer = new JsonObject(message);
    int code = answer.getJsonObject("header").getInteger("code");
    if (code != 0) {
      throw Answers.refused(error(code), code);
    }
    JsonObject audio = answer.getJsonObject("payload", new JsonObject()).getJsonObject("audio");
    if (audio != null) {
      line.sound(Answers.base64(audio, "audio"));
      if (audio.getInteger("status", 0) == LAST) {
        line.done();
      }
    }
  }

  /** https://www.xfyun.cn/document/error-code */
  private static MeshError error(int code) {
    return switch (code) {
      case 10005, 10313, 11200 -> MeshError.UNAUTHENTICATED;
      case 11201, 11202, 11203 -> MeshError.OVERLOADED;
      case 10106, 10107, 10109, 10160, 10161, 10163 -> MeshError.BAD_REQUEST;
      case 10114 -> MeshError.TIMEOUT;
      default -> MeshError.PROVIDER_FAILED;
    };
  }
}
