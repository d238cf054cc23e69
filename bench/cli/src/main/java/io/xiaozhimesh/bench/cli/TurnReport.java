package io.xiaozhimesh.bench.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceTurn;
import java.util.List;

/**
 * One turn for people and scripts.
 *
 * @param input file or sentence
 * @param turn what the device lived; null when no answer came
 * @param tools names of the tools that ran, as the server tells, else as the device saw
 * @param source who answered, as the server tells; empty when it does not
 * @param replyWav where the answer's sound lies; empty when there is none
 * @param waterfall where the time went
 * @param error why it did not complete; null when it did
 */
record TurnReport(
    String input, DeviceTurn turn, List<String> tools, String source, String replyWav, Waterfall waterfall, String error) {

  /** A turn without an answer. */
  static TurnReport failed(String input, String error) {
    return new TurnReport(input, null, List.of(), "", "", Waterfall.UNKNOWN, error);
  }

  boolean completed() {
    return error == null;
  }

  JsonObject json() {
    JsonObject json = new JsonObject().put("input", input);
    if (turn == null) {
      json.put("transcript", "").put("reply", "").put("sentences", new JsonArray()).put("emotion", "")
          .put("tools", new JsonArray()).put("source", "").putNull("replyWav").put("replySeconds", 0.0).put("frames", 0)
          .put("lateFrames", 0).putNull("speechEndToFirstAudioMs");
    } else {
      putTurn(json);
    }
    return json.put("waterfallMs", waterfall.json()).put("completed", completed()).put("error", error);
  }

  private void putTurn(JsonObject json) {
    long firstAudioMs = Math.round(turn.timing().firstAudioMs());
    json.put("transcript", turn.transcript())
        .put("reply", turn.replyText())
        .put("sentences", new JsonArray(turn.sentences()))
        .put("emotion", turn.emotion())
        .put("tools", new JsonArray(tools))
        .put("source", source)
        .put("replyWav", replyWav.isEmpty() ? null : replyWav)
        .put("replySeconds", turn.reply().durationMs() / 1000.0)
        .put("frames", turn.frames().received())
        .put("lateFrames", turn.frames().late())
        .put("gaps", turn.frames().gaps())
        .put("speechEndToFirstAudioMs", turn.timing().firstAudioMs() < 0 ? null : Long.valueOf(firstAudioMs));
  }
}
