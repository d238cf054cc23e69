package io.xiaozhimesh.asr.funasr;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.remote.Line;
import io.xiaozhimesh.asr.remote.Talk;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.UUID;

/**
 * Two passes (https://github.com/modelscope/FunASR/blob/main/runtime/docs/websocket_protocol.md): messages of the first
 * add words to the segment that is being spoken, one of the second replaces the whole segment. The C++ server marks the
 * last result of the second pass with {@code is_final}; Python servers of today confirm the end with {@code is_end}; older
 * ones do neither, then the last is the one that nothing follows. Pure.
 */
final class FunAsrTalk implements Talk {

  private final FunAsrOptions options;
  private final StringBuilder corrected = new StringBuilder();
  private final StringBuilder segment = new StringBuilder();

  FunAsrTalk(FunAsrOptions options) {
    this.options = options;
  }

  @Override
  public void opened(Line line) {
    JsonObject begin = new JsonObject()
        .put("mode", "2pass")
        .put("chunk_size", new JsonArray().add(5).add(10).add(5))
        .put("chunk_interval", 10)
        .put("wav_name", UUID.randomUUID().toString())
        .put("wav_format", "pcm")
        .put("audio_fs", AsrEngine.SAMPLE_RATE_HZ)
        .put("is_speaking", true)
        .put("itn", options.numbers());
    if (!options.hotwords().isEmpty()) {
      begin.put("hotwords", options.hotwords());
    }
    line.send(begin.encode());
    line.ready();
  }

  @Override
  public void end(byte[] rest, Line line) {
    if (rest.length > 0) {
      line.send(rest);
    }
    line.send(new JsonObject().put("is_speaking", false).put("is_end", true).encode());
  }

  @Override
  public void text(String message, Line line) {
    JsonObject heard = new JsonObject(message);
    if (heard.getString("error") != null) {
      throw new MeshException(MeshError.PROVIDER_FAILED, "the service could not recognise the utterance");
    } else if (heard.getBoolean("is_end", false)) {
      line.done(soFar());
      return;
    }
    String text = heard.getString("text", "");
    boolean second = !heard.getString("mode").endsWith("online");
    if (second) {
      segment.setLength(0);
      corrected.append(text);
    } else {
      segment.append(text);
    }
    if (second && line.ended()) {
      end(heard.getBoolean("is_final", false), line);
    } else {
      line.interim(soFar());
    }
  }

  private void end(boolean isFinal, Line line) {
    if (isFinal) {
      line.done(soFar());
    } else {
      line.doneUnlessMore(soFar(), options.settleMs());
    }
  }

  private String soFar() {
    return corrected.toString() + segment;
  }
}
