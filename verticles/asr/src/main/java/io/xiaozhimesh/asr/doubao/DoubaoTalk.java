package io.xiaozhimesh.asr.doubao;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.remote.Line;
import io.xiaozhimesh.asr.remote.Talk;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.signing.VolcFrame;

/**
 * A request, then sound, of which the last piece is marked; each answer holds the whole text so far, and the last is marked
 * as well (https://www.volcengine.com/docs/6561/1354869). Pure.
 */
final class DoubaoTalk implements Talk {

  private static final int NO_SPEECH = 45_000_002;
  private static final int NO_SOUND_CAME = 45_000_081;
  private static final int BUSY = 55_000_031;

  private final DoubaoOptions options;

  DoubaoTalk(DoubaoOptions options) {
    this.options = options;
  }

  @Override
  public void opened(Line line) {
    JsonObject request = new JsonObject()
        .put("user", new JsonObject().put("uid", "xiaozhi-mesh"))
        .put("audio", new JsonObject().put("format", "pcm").put("codec", "raw")
            .put("rate", AsrEngine.SAMPLE_RATE_HZ).put("bits", 16).put("channel", 1))
        .put("request", new JsonObject().put("model_name", "bigmodel")
            .put("enable_itn", options.numbers()).put("enable_punc", options.punctuation())
            .put("result_type", "full"));
    line.send(VolcFrame.request(request.encode(), true).encode());
    line.ready();
  }

  @Override
  public void audio(byte[] pcm, Line line) {
    line.send(VolcFrame.audio(pcm, false, true).encode());
  }

  @Override
  public void end(byte[] rest, Line line) {
    line.send(VolcFrame.audio(rest, true, true).encode());
  }

  @Override
  public void binary(byte[] message, Line line) {
    VolcFrame frame = VolcFrame.decode(message);
    if (frame.type() == VolcFrame.ERROR) {
      refused(frame.errorCode(), line);
      return;
    } else if (frame.type() != VolcFrame.SERVER_RESPONSE) {
      throw new MeshException(MeshError.PROVIDER_FAILED, "the service sent a message of an unknown type");
    }
    JsonObject result = new JsonObject(frame.text()).getJsonObject("result", new JsonObject());
    String text = result.getString("text", "");
    if (frame.isLast()) {
      line.done(text);
    } else {
      line.interim(text);
    }
  }

  /** 45… is the caller's fault, 55… the service's. */
  private static void refused(int code, Line line) {
    if (code == NO_SPEECH) {
      line.done("");
      return;
    }
    MeshError error = code == BUSY ? MeshError.OVERLOADED
        : code == NO_SOUND_CAME ? MeshError.TIMEOUT
        : code / 1_000_000 == 45 ? MeshError.BAD_REQUEST : MeshError.PROVIDER_FAILED;
    throw new MeshException(error, "the service answered with code " + code);
  }
}
