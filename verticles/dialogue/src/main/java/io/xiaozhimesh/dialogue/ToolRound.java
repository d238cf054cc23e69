package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.AnswerMilestone;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tools that a model wants at once: run side by side, answered in the order of the calls. */
final class ToolRound {

  /** A call and its result. */
  record Answered(ToolRequest call, ToolResult result) {
  }

  private final Turn turn;
  private final ToolBox toolBox;
  private final Filler filler;
  private final List<ToolSpec> known;

  /** @param known the tools that were offered to the model; others are not run */
  ToolRound(Turn turn, ToolBox toolBox, Filler filler, List<ToolSpec> known) {
    this.turn = turn;
    this.toolBox = toolBox;
    this.filler = filler;
    this.known = known;
  }

  /** Runs them all. Never fails: a call that makes no sense is answered with what is wrong with it. */
  Future<List<Answered>> run(List<ToolRequest> calls) {
    List<Future<Answered>> running = new ArrayList<>();
    for (ToolRequest call : calls) {
      running.add(one(call).map(result -> new Answered(call, result)));
    }
    Future<?> all = Future.join(running);
    filler.during(all, turn, calls.stream().flatMap(call -> known(call).stream())
        .flatMap(tool -> tool.fillers().stream()).toList());
    return all.map(v -> running.stream().map(Future::result).toList());
  }

  private Future<ToolResult> one(ToolRequest call) {
    Optional<ToolSpec> tool = known(call);
    if (tool.isEmpty()) {
      return wrong("There is no tool of this name.");
    }
    String arguments = call.argumentsJson().isBlank() ? "{}" : call.argumentsJson();
    if (!isObject(arguments)) {
      return wrong("The arguments are not a JSON object.");
    }
    turn.reply().progress(AnswerMilestone.TOOL_STARTED, call.name());
    return toolBox.call(turn, call.name(), arguments, tool.get().deadlineMs(), turn.nextToolCall())
        .onSuccess(result -> turn.reply().progress(AnswerMilestone.TOOL_ENDED, call.name()));
  }

  private Optional<ToolSpec> known(ToolRequest call) {
    return known.stream().filter(tool -> tool.name().equals(call.name())).findFirst();
  }

  private static boolean isObject(String json) {
    try {
      new JsonObject(json);
      return true;
    } catch (DecodeException e) {
      return false;
    }
  }

  private static Future<ToolResult> wrong(String message) {
    return Future.succeededFuture(new ToolResult(ToolResultKind.THINK, message, true));
  }
}
