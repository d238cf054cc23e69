package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.dialogue.internal.BoundedMap;
import io.xiaozhimesh.protocol.bus.ToolFinished;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.stage.StageContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What tools report when their turn is over: kept for a bounded time, until the session's next answer ends. Used on the
 * context of the dialogue worker.
 */
final class LateResults {

  /** Sessions with something to tell. */
  static final int SESSIONS_MAX = 1_000;

  /** Reports of one session; the eldest gives way. */
  static final int REPORTS_MAX = 4;

  /** A report that could not be told for so long is old, in milliseconds. */
  static final int TTL_MS = 600_000;

  private record Report(ToolFinished result, long atMs) {
  }

  private final StageContext context;
  private final BoundedMap<String, Deque<Report>> bySession;

  LateResults(StageContext context) {
    this.context = context;
    this.bySession = new BoundedMap<>(SESSIONS_MAX, this::lost);
  }

  /** Keeps a report; one that has nothing to say is heard by nobody. */
  void add(ToolFinished result) {
    if (result.kind() == ToolResultKind.SILENT && !result.failed()) {
      return;
    }
    Deque<Report> reports = bySession.computeIfAbsent(result.ref().sessionId(), s -> new ArrayDeque<>());
    if (reports.size() == REPORTS_MAX) {
      reports.poll();
      lost();
    }
    reports.add(new Report(result, context.clock().nowMs()));
  }

  /** What is to be told now, eldest first. */
  List<ToolFinished> take(String sessionId) {
    Deque<Report> reports = bySession.remove(sessionId);
    List<ToolFinished> told = new ArrayList<>();
    long nowMs = context.clock().nowMs();
    while (reports != null && !reports.isEmpty()) {
      Report report = reports.poll();
      if (nowMs - report.atMs <= TTL_MS) {
        told.add(report.result);
      } else {
        lost();
      }
    }
    return told;
  }

  private void lost() {
    context.metrics().count("mesh.dialogue.tools.late.lost");
  }
}
