package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.DialogueOptions.ToolOptions;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolConfirm;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.StageContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The tools of the plugins stage, as this stage uses them: nothing here fails, a tool that did not run says so. */
final class ToolBox {

  /** How much longer the bus waits than the tool may take, so that the tool's own answer wins. */
  private static final int BUS_MARGIN_MS = 500;

  /** A worker whose node announces itself every second and was not heard of for so long is gone. */
  private static final long GONE_AFTER_MS = 2_000;
  private static final long LOOK_EVERY_MS = 200;

  private final Vertx vertx;
  private final StageContext context;
  private final ToolOptions options;
  private final String lateInbox;

  /** @param lateInbox where tools report that have answered "later" */
  ToolBox(Vertx vertx, StageContext context, ToolOptions options, String lateInbox) {
    this.vertx = vertx;
    this.context = context;
    this.options = options;
    this.lateInbox = lateInbox;
  }

  /** The tools that the agent may use in this turn; none if the stage is slow or absent. */
  Future<List<ToolSpec>> list(Turn turn) {
    ToolListWanted wanted = new ToolListWanted(turn.open().ref().sessionId(), turn.agent().id());
    return askOneOf(inboxesFor(turn), 0, wanted, ToolListed.class, options.listWaitMs())
        .timeout(options.listWaitMs(), TimeUnit.MILLISECONDS)
        .map(listed -> listed.tools().stream().filter(t -> turn.agent().mayUse(t.name())).toList())
        .recover(failure -> {
          context.metrics().count("mesh.dialogue.tools.list.failed");
          return Future.succeededFuture(List.of());
        });
  }

  /**
   * Runs a tool.
   *
   * @param ownDeadlineMs the tool's own, or 0
   * @param callIndex counts the calls of a turn: a turn that is run again calls under the same key
   */
  Future<ToolResult> call(Turn turn, String name, String argumentsJson, int ownDeadlineMs, int callIndex) {
    TurnRef ref = turn.open().ref();
    String key = ref.sessionId() + '/' + ref.turnId() + '/' + callIndex;
    ToolCall call = new ToolCall(ref, name, argumentsJson, ownDeadlineMs == 0 ? options.deadlineMs() : ownDeadlineMs,
        key, turn.agent().id(), turn.reply().language(), lateInbox);
    return askOneOf(inboxesFor(turn), 0, call, ToolResult.class, call.deadlineMs() + BUS_MARGIN_MS)
        .onSuccess(result -> count(result.failed() ? "failed" : "done"))
        .recover(failure -> Future.succeededFuture(unreachable(MeshException.of(failure).error())));
  }

  /** Tells the stage what the person said to its question; empty when none of the workers has asked one. */
  Future<Optional<ToolResult>> confirm(Turn turn, boolean agreed) {
    ToolConfirm confirm = new ToolConfirm(
        turn.open().ref(), agreed, options.deadlineMs(), turn.reply().language(), lateInbox);
    return confirmOneOf(inboxesFor(turn), 0, confirm)
        .onSuccess(result -> count(result.failed() ? "failed" : "done"))
        .map(Optional::of)
        .recover(failure -> {
          MeshError error = MeshException.of(failure).error();
          boolean none = error == MeshError.BAD_REQUEST || error == MeshError.UNAVAILABLE;
          return Future.succeededFuture(none ? Optional.empty() : Optional.of(unreachable(error)));
        });
  }

  /** Nobody has heard the question of this turn to its end: what waits for an answer is not to wait. */
  void withdraw(TurnRef asked) {
    TurnRef next = new TurnRef(asked.sessionId(), asked.turnId() + 1, asked.epoch());
    confirmOneOf(context.directory().candidates(Role.PLUGINS), 0,
        new ToolConfirm(next, false, options.deadlineMs(), "", lateInbox));
  }

  private Future<ToolResult> confirmOneOf(List<String> inboxes, int at, ToolConfirm confirm) {
    if (at == inboxes.size()) {
      return Future.failedFuture(new MeshException(MeshError.UNAVAILABLE, "nobody waits for an answer"));
    }
    return askWatched(inboxes.get(at), confirm, ToolResult.class, options.deadlineMs() + BUS_MARGIN_MS)
        .recover(failure -> {
          MeshError error = MeshException.of(failure).error();
          return error == MeshError.UNAVAILABLE || error == MeshError.BAD_REQUEST
              ? confirmOneOf(inboxes, at + 1, confirm)
              : Future.failedFuture(failure);
        });
  }

  /** First the worker that has the device's tools, for as long as it is there; the others know only those of the mesh. */
  private List<String> inboxesFor(Turn turn) {
    List<String> inboxes = new ArrayList<>(context.directory().candidates(Role.PLUGINS));
    String own = turn.open().pluginsInbox();
    if (context.directory().heardOfMsAgo(own) <= GONE_AFTER_MS) {
      inboxes.remove(own);
      inboxes.add(0, own);
    }
    return inboxes;
  }

  /**
   * The next candidate is asked only if the one before is gone: one that is slow may have begun. One that has died in the
   * tool may have, too; the call keeps its key, by which a tool can tell.
   */
  private <R extends BusMessage> Future<R> askOneOf(
      List<String> inboxes, int at, BusMessage request, Class<R> answer, int waitMs) {
    if (at == inboxes.size()) {
      return Future.failedFuture(new MeshException(MeshError.UNAVAILABLE, "no plugins worker is there"));
    }
    return askWatched(inboxes.get(at), request, answer, waitMs)
        .recover(failure -> MeshException.of(failure).error() == MeshError.UNAVAILABLE
            ? askOneOf(inboxes, at + 1, request, answer, waitMs)
            : Future.failedFuture(failure));
  }

  /** Fails with UNAVAILABLE as soon as the worker is gone, and not only after the deadline. */
  private <R extends BusMessage> Future<R> askWatched(String inbox, BusMessage request, Class<R> type, int waitMs) {
    Promise<R> answer = Promise.promise();
    context.bus().request(inbox, request, type, waitMs)
        .onSuccess(answer::tryComplete).onFailure(answer::tryFail);
    long watch = vertx.setPeriodic(LOOK_EVERY_MS, id -> {
      if (context.directory().heardOfMsAgo(inbox) > GONE_AFTER_MS
          && answer.tryFail(new MeshException(MeshError.UNAVAILABLE, "the worker is gone"))) {
        context.metrics().count("mesh.dialogue.tools.worker.gone");
      }
    });
    return answer.future().onComplete(done -> vertx.cancelTimer(watch));
  }

  private ToolResult unreachable(MeshError error) {
    count("unreachable");
    return new ToolResult(ToolResultKind.THINK, "The tool could not be run: " + error, true);
  }

  private void count(String outcome) {
    context.metrics().count("mesh.dialogue.tools.calls", "outcome", outcome);
  }
}
