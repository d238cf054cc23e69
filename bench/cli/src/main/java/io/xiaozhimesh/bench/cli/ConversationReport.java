package io.xiaozhimesh.bench.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceTurn;
import java.io.PrintWriter;
import java.util.List;

/**
 * A whole conversation for people and scripts.
 *
 * @param url the WebSocket address
 * @param sessionId as the server's hello named it
 * @param turns in order
 */
record ConversationReport(String url, String sessionId, List<TurnReport> turns) {

  boolean ok() {
    return !turns.isEmpty() && turns.stream().allMatch(TurnReport::completed);
  }

  JsonObject json() {
    JsonArray list = new JsonArray();
    turns.forEach(turn -> list.add(turn.json()));
    return new JsonObject().put("url", url).put("sessionId", sessionId).put("turns", list).put("ok", ok());
  }

  /** Prints it for people. */
  void print(PrintWriter out) {
    out.printf("%s  session %s%n", url, sessionId);
    for (int i = 0; i < turns.size(); i++) {
      out.println();
      print(out, i + 1, turns.get(i));
    }
    out.println();
    long completed = turns.stream().filter(TurnReport::completed).count();
    out.printf("%d of %d turns completed%n", completed, turns.size());
    out.flush();
  }

  private static void print(PrintWriter out, int number, TurnReport report) {
    out.printf("%2d  said   %s%n", number, report.input());
    if (report.turn() != null) {
      printTurn(out, report);
    }
    if (!report.waterfall().line().isEmpty()) {
      out.printf("    ms     %s%n", report.waterfall().line());
    }
    if (report.error() != null) {
      out.printf("    FAILED %s%n", report.error());
    }
  }

  private static void printTurn(PrintWriter out, TurnReport report) {
    DeviceTurn turn = report.turn();
    out.printf("    heard  %s%n", turn.transcript().isEmpty() ? "-" : turn.transcript());
    String face = turn.emotion().isEmpty() ? "" : "  (" + turn.emotion() + ')';
    String tools = report.tools().isEmpty() ? "" : "  [" + String.join(", ", report.tools()) + ']';
    out.printf("    answer %s%s%s%n", turn.replyText().isEmpty() ? "-" : turn.replyText(), face, tools);
    out.printf("    sound  %.1f s, %d frames, %d late, %d gaps%s%n", turn.reply().durationMs() / 1000.0,
        turn.frames().received(), turn.frames().late(), turn.frames().gaps(),
        report.replyWav().isEmpty() ? "" : ", " + report.replyWav());
    if (turn.timing().firstAudioMs() >= 0) {
      out.printf("    ear    %d ms from the end of speech to the first sound%n",
          Math.round(turn.timing().firstAudioMs()));
    }
  }
}
