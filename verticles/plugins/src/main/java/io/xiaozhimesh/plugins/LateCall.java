package io.xiaozhimesh.plugins;

import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The result of one call that may come after its answer: at most one, in time or as a failure. On one context. */
final class LateCall implements Consumer<ToolResult> {

  private final Predicate<LateCall> admit;
  private final BiConsumer<LateCall, ToolResult> report;
  private final String tool;
  private ToolResult early;
  private boolean expected;
  private boolean over;

  /**
   * @param admit asked when the tool wants to report later
   * @param report told what it reports
   */
  LateCall(String tool, Predicate<LateCall> admit, BiConsumer<LateCall, ToolResult> report) {
    this.tool = tool;
    this.admit = admit;
    this.report = report;
  }

  /** The answer that the tool gives at once, as it is passed on. */
  ToolResult answered(ToolResult now) {
    if (now.kind() == ToolResultKind.CONFIRM) {
      over = true;
      return ToolResults.failed("The tool " + tool + " asked for what only the policy can ask for.");
    } else if (now.kind() != ToolResultKind.LATER) {
      over = true;
      return now;
    } else if (early != null) {
      over = true;
      return early;
    } else if (!admit.test(this)) {
      over = true;
      return ToolResults.failed("The tool " + tool + " goes on, but its result cannot be waited for.");
    }
    expected = true;
    return now;
  }

  /** The tool reports. */
  @Override
  public void accept(ToolResult result) {
    boolean again = result.kind() == ToolResultKind.LATER || result.kind() == ToolResultKind.CONFIRM;
    ToolResult last = again ? ToolResults.failed("The tool " + tool + " did not come to an end.") : result;
    if (over || early != null) {
      return;
    } else if (expected) {
      over = true;
      report.accept(this, last);
    } else {
      early = last;
    }
  }

  /** It has had its time. */
  void expire() {
    accept(ToolResults.failed("The tool " + tool + " has not reported back."));
  }
}
