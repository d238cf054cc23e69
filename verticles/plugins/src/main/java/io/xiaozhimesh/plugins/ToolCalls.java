package io.xiaozhimesh.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.xiaozhimesh.plugins.ToolCatalogue.Found;
import io.xiaozhimesh.plugins.internal.BoundedCache;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.internal.ToolArguments;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.policy.Decision;
import io.xiaozhimesh.plugins.policy.ToolPolicy.Verdict;
import io.xiaozhimesh.plugins.policy.WaitingCalls;
import io.xiaozhimesh.plugins.policy.WaitingCalls.Waiting;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.AuditEntry;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolConfirm;
import io.xiaozhimesh.protocol.bus.ToolDecision;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolFinished;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolOutcome;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.StageContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What becomes of a call: arguments, policy, the person's yes, once only, the tool itself, the audit. On one context.
 *
 * <p>A side effect under an idempotency key that was seen before is not repeated; its earlier result, or the one still
 * to come, is the answer. A call that the policy wants confirmed does not run but for a {@link ToolConfirm}.
 */
final class ToolCalls {

  /** A result leaves this long before the caller's deadline, so that it still arrives: at most, in milliseconds. */
  static final int ANSWER_MARGIN_MS_MAX = 100;

  private final StageContext stage;
  private final PluginsOptions options;
  private final ToolCatalogue catalogue;
  private final DeviceTools devices;
  private final AuditTrail audit;
  private final WaitingCalls waiting;
  private final BoundedCache<Future<ToolResult>> results;
  private final BoundedCache<LateCall> late;
  private long lateCalls;

  ToolCalls(StageContext stage, PluginsOptions options, ToolCatalogue catalogue, DeviceTools devices, AuditTrail audit) {
    this.stage = stage;
    this.options = options;
    this.catalogue = catalogue;
    this.devices = devices;
    this.audit = audit;
    this.waiting = new WaitingCalls(this::dropped);
    this.results = new BoundedCache<>(options.idempotencyKeysMax(), options.idempotencyTtlMs(), (key, gone) ->
        stage.metrics().count("mesh.plugins.idempotency.evicted"));
    this.late = new BoundedCache<>(options.lateCallsMax(), options.lateTtlMs(), (key, gone) -> gone.expire());
  }

  /** What the agent may use in this session. */
  Future<ToolListed> list(ToolListWanted wanted) {
    return catalogue.list(wanted.sessionId()).map(all -> new ToolListed(all.stream()
        .filter(found -> allowed(found.spec().name(), wanted.agentId()))
        .filter(found -> beforehand(found, wanted.agentId()) != Decision.DENY)
        .map(found -> found.spec().confirmed(beforehand(found, wanted.agentId()) == Decision.CONFIRM))
        .toList()));
  }

  /** Runs a tool, or says in a result why not. */
  Future<ToolResult> call(ToolCall call) {
    waiting.otherwise(call.ref(), stage.clock().nowMs());
    Optional<ObjectNode> given = arguments(call.argumentsJson());
    if (given.isEmpty()) {
      return refused("The arguments are no JSON object.");
    }
    Optional<Found> tool = find(call);
    if (tool.isEmpty()) {
      return missing(call);
    }
    ObjectNode schema = Json.object(tool.get().spec().inputSchemaJson()).orElseGet(Json::object);
    ObjectNode arguments = ToolArguments.fitted(schema, given.get());
    Optional<String> complaint = ToolArguments.complaint(schema, arguments);
    return complaint.isPresent() ? refused(complaint.get()) : decide(tool.get(), call, arguments);
  }

  /** Runs the call that waits for this turn, or forgets it. */
  Future<ToolResult> confirm(ToolConfirm confirm) {
    String key = confirm.ref().sessionId() + '\n' + confirm.ref().turnId() + '\n' + confirm.agreed();
    Optional<Future<ToolResult>> repeated = results.get(key, stage.clock().nowMs());
    if (repeated.isPresent()) {
      stage.metrics().count("mesh.plugins.idempotency.repeated");
      return repeated.get();
    }
    Optional<Waiting> call = waiting.take(confirm.ref(), stage.clock().nowMs());
    if (call.isEmpty()) {
      return Future.failedFuture(new MeshException(MeshError.BAD_REQUEST, "no call waits for this turn"));
    }
    Future<ToolResult> outcome = confirm.agreed() ? agreed(call.get(), confirm) : declined(call.get());
    results.put(key, outcome, stage.clock().nowMs());
    return outcome;
  }

  /** The session is over: nothing waits for it. */
  void forget(String sessionId) {
    waiting.forget(sessionId);
  }

  /** Ends what has waited too long. */
  void expire() {
    long nowMs = stage.clock().nowMs();
    results.expire(nowMs);
    waiting.expire(nowMs);
    late.expire(nowMs);
  }

  private Decision beforehand(Found found, String agentId) {
    return options.policy().beforehand(found.spec(), found.source().kind(), agentId);
  }

  private boolean allowed(String tool, String agentId) {
    List<String> allowed = options.allow().get(agentId);
    return allowed == null || allowed.contains(tool);
  }

  private Optional<Found> find(ToolCall call) {
    return catalogue.find(call.ref().sessionId(), call.name()).filter(tool -> allowed(call.name(), call.agentId()));
  }

  private Future<ToolResult> missing(ToolCall call) {
    return devices.knows(call.ref().sessionId())
        ? refused("There is no tool with the name " + call.name() + '.')
        : earlier(call).orElseGet(() -> refused("There is no such tool, or its device is not connected."));
  }

  private Future<ToolResult> decide(Found tool, ToolCall call, ObjectNode arguments) {
    Verdict verdict = options.policy().decide(tool.spec(), tool.source().kind(), call.agentId(), arguments);
    return switch (verdict.decision()) {
      case ALLOW -> once(tool.spec().effect(), call, () -> run(tool, call, arguments, ToolDecision.ALLOWED));
      case DENY -> {
        keep(tool.spec(), call, arguments, ToolDecision.DENIED, ToolOutcome.NOT_RUN, 0);
        yield refused("That is not allowed here.");
      }
      case CONFIRM -> earlier(call).orElseGet(() -> ask(tool, call, arguments, verdict));
    };
  }

  private Future<ToolResult> ask(Found tool, ToolCall call, ObjectNode arguments, Verdict verdict) {
    if (!waiting.wait(call, arguments, stage.clock().nowMs())) {
      return refused("Only one thing can be asked at a time; this one was not done.");
    }
    stage.metrics().count("mesh.plugins.confirm", "answer", "asked");
    keep(tool.spec(), call, arguments, ToolDecision.ASKED, ToolOutcome.NOT_RUN, 0);
    return Future.succeededFuture(new ToolResult(ToolResultKind.CONFIRM, verdict.question(call.language()), true));
  }

  /** The world may have changed since the question: the tool must still be there and not be denied. */
  private Future<ToolResult> agreed(Waiting asked, ToolConfirm confirm) {
    stage.metrics().count("mesh.plugins.confirm", "answer", "yes");
    ToolCall before = asked.call();
    ToolCall call = new ToolCall(confirm.ref(), before.name(), before.argumentsJson(), confirm.deadlineMs(),
        before.idempotencyKey(), before.agentId(), confirm.language(), confirm.lateInbox());
    Optional<Found> tool = find(call);
    if (tool.isEmpty()) {
      return missing(call);
    }
    Verdict verdict = options.policy().decide(
        tool.get().spec(), tool.get().source().kind(), call.agentId(), asked.arguments());
    if (verdict.decision() == Decision.DENY) {
      keep(tool.get().spec(), call, asked.arguments(), ToolDecision.DENIED, ToolOutcome.NOT_RUN, 0);
      return refused("That is not allowed here.");
    }
    return once(tool.get().spec().effect(), call,
        () -> run(tool.get(), call, asked.arguments(), ToolDecision.CONFIRMED));
  }

  private Future<ToolResult> declined(Waiting asked) {
    dropped(asked);
    return Future.succeededFuture(new ToolResult(ToolResultKind.SILENT, "", false));
  }

  private void dropped(Waiting asked) {
    stage.metrics().count("mesh.plugins.confirm", "answer", "no");
    ToolCall call = asked.call();
    ToolSpec spec = catalogue.find(call.ref().sessionId(), call.name()).map(Found::spec)
        .orElseGet(() -> new ToolSpec(call.name(), "", "{}", ToolEffect.SIDE_EFFECTING, ""));
    keep(spec, call, asked.arguments(), ToolDecision.DECLINED, ToolOutcome.NOT_RUN, 0);
  }

  private Future<ToolResult> run(Found tool, ToolCall call, ObjectNode arguments, ToolDecision decision) {
    ToolSpec spec = tool.spec();
    long beganMs = stage.clock().nowMs();
    LateCall reporter = new LateCall(call.name(), waiter -> awaitLate(waiter, call), (waiter, result) -> {
      keep(spec, call, arguments, decision, outcome(result), stage.clock().nowMs() - beganMs);
      stage.bus().send(call.lateInbox(),
          new ToolFinished(call.ref(), call.name(), result.kind(), bounded(result).text(), result.failed()));
    });
    int budgetMs = budgetMs(call.deadlineMs());
    ToolCaller caller = new ToolCaller(call.ref(), devices.deviceId(call.ref().sessionId()), call.agentId(),
        call.language(), spec.deadlineMs() == 0 ? budgetMs : Math.min(budgetMs, spec.deadlineMs()),
        call.idempotencyKey(), reporter);
    return tool.source().call(call.name(), arguments, caller).map(result -> {
      ToolResult answer = bounded(reporter.answered(result));
      keep(spec, call, arguments, decision, outcome(answer), stage.clock().nowMs() - beganMs);
      return answer;
    });
  }

  /** Whoever made it, no text is longer than the memory of a conversation can bear. */
  private ToolResult bounded(ToolResult result) {
    if (result.text().length() <= ToolResults.TEXT_CHARS_MAX) {
      return result;
    }
    stage.metrics().count("mesh.plugins.result.cut");
    return new ToolResult(result.kind(), result.text().substring(0, ToolResults.TEXT_CHARS_MAX), result.failed());
  }

  private boolean awaitLate(LateCall waiter, ToolCall call) {
    if (call.lateInbox().isEmpty()) {
      return false;
    }
    late.put(Long.toString(lateCalls++), waiter, stage.clock().nowMs());
    return true;
  }

  private static ToolOutcome outcome(ToolResult result) {
    if (result.kind() == ToolResultKind.LATER) {
      return ToolOutcome.LATER;
    }
    return result.failed() ? ToolOutcome.FAILED : ToolOutcome.DONE;
  }

  /** What only answers is not of interest, unless it was not simply let run. */
  private void keep(ToolSpec spec, ToolCall call, ObjectNode arguments, ToolDecision decision, ToolOutcome outcome,
      long durationMs) {
    if (spec.effect() != ToolEffect.PURE || decision != ToolDecision.ALLOWED) {
      audit.add(new AuditEntry(stage.clock().unixMs() - durationMs, devices.deviceId(call.ref().sessionId()),
          call.agentId(), call.ref().sessionId(), call.ref().turnId(), call.name(), spec.origin(), spec.effect(),
          decision, outcome, (int) Math.min(durationMs, Integer.MAX_VALUE), options.auditArguments().of(arguments)));
    }
  }

  /** What failed at once has had no effect and may be tried again; anything else is remembered. */
  private Future<ToolResult> once(ToolEffect effect, ToolCall call, Supplier<Future<ToolResult>> run) {
    if (effect == ToolEffect.PURE || call.idempotencyKey().isEmpty()) {
      return run.get();
    }
    return earlier(call).orElseGet(() -> {
      Future<ToolResult> running = run.get();
      if (!running.isComplete() || !running.result().failed()) {
        results.put(key(call), running, stage.clock().nowMs());
      }
      return running;
    });
  }

  private Optional<Future<ToolResult>> earlier(ToolCall call) {
    if (call.idempotencyKey().isEmpty()) {
      return Optional.empty();
    }
    Optional<Future<ToolResult>> earlier = results.get(key(call), stage.clock().nowMs());
    earlier.ifPresent(e -> stage.metrics().count("mesh.plugins.idempotency.repeated"));
    return earlier;
  }

  private static String key(ToolCall call) {
    return call.ref().sessionId() + '\n' + call.name() + '\n' + call.idempotencyKey();
  }

  private Future<ToolResult> refused(String sentence) {
    stage.metrics().count("mesh.plugins.call.refused");
    return Future.succeededFuture(ToolResults.failed(sentence));
  }

  /** Models leave the text empty, or write null, for a tool without arguments. */
  private static Optional<ObjectNode> arguments(String json) {
    return json.isBlank() || json.strip().equals("null") ? Optional.of(Json.object()) : Json.object(json);
  }

  private static int budgetMs(int deadlineMs) {
    return Math.max(1, deadlineMs - Math.min(ANSWER_MARGIN_MS_MAX, deadlineMs / 10));
  }
}
