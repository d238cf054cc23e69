package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.ToolsOffered;
import io.xiaozhimesh.protocol.bus.ToolsWanted;
import io.xiaozhimesh.protocol.worker.WorkerControl.Hello;
import io.xiaozhimesh.protocol.worker.WorkerFrame;
import io.xiaozhimesh.protocol.worker.WorkerText;
import io.xiaozhimesh.stage.Inbox;
import java.util.List;

/**
 * Tools in another language. They are offered to the plugins stages on the tools address, not in the directory: a tools
 * worker owns no sessions.
 */
final class ToolsPort implements WorkerPort {

  /** How often the offer is said again; plugins stages forget one that is not repeated. */
  static final long OFFER_EVERY_MS = 2_000;

  private static final String NAME = "[A-Za-z0-9_-]{1,64}";

  private final PortScope scope;
  private final WorkerSession worker;
  private final Inbox inbox;
  private final List<ToolSpec> tools;
  private MessageConsumer<BusMessage> wanted;
  private long timer;
  private boolean offering;
  private int running;

  ToolsPort(PortScope scope, WorkerSession worker, Hello hello, String number) {
    this.scope = scope;
    this.worker = worker;
    this.tools = hello.tools().stream().map(tool -> checked(tool, hello.name())).toList();
    if (tools.isEmpty()) {
      throw new MeshException(MeshError.BAD_REQUEST, "a tools worker offers at least one tool");
    }
    this.inbox = scope.stage().bus().inbox(Role.PLUGINS, number).onRequest(ToolCall.class, this::call);
  }

  @Override
  public Future<Void> open() {
    wanted = scope.stage().bus().subscribe(Addresses.TOOLS, ToolsWanted.class, asked -> offer());
    return Future.join(inbox.open(), wanted.completion()).<Void>mapEmpty().onSuccess(v -> {
      offering = true;
      offer();
      timer = scope.vertx().setPeriodic(OFFER_EVERY_MS, t -> offer());
    });
  }

  @Override
  public String inbox() {
    return inbox.address();
  }

  @Override
  public void message(BusMessage message) {
    throw new MeshException(MeshError.BAD_REQUEST,
        "a tools worker does not send " + message.getClass().getSimpleName() + " unasked");
  }

  @Override
  public void frame(WorkerFrame frame) {
    throw new MeshException(MeshError.BAD_REQUEST, "a tools worker does not send audio");
  }

  @Override
  public void withdraw() {
    if (offering) {
      offering = false;
      publish(List.of());
    }
  }

  @Override
  public int running() {
    return running;
  }

  @Override
  public void expire() {
    // Calls have deadlines of their own.
  }

  @Override
  public Future<Void> close() {
    withdraw();
    scope.vertx().cancelTimer(timer);
    return Future.join(inbox.close(), wanted.unregister()).mapEmpty();
  }

  private Future<ToolResult> call(ToolCall call) {
    if (tools.stream().noneMatch(tool -> tool.name().equals(call.name()))) {
      return Future.failedFuture(new MeshException(MeshError.BAD_REQUEST, "the worker has no such tool"));
    }
    if (!worker.takesMore(running)) {
      scope.count("mesh.bridge.tools.call", "outcome", "refused");
      return Future.failedFuture(new MeshException(
          worker.isDraining() ? MeshError.UNAVAILABLE : MeshError.OVERLOADED, "the worker takes no more calls"));
    }
    running++;
    return worker.request(WorkerText.of(call), call.deadlineMs())
        .map(ToolResult.class::cast)
        .recover(ToolsPort::perhapsBegun)
        .onComplete(done -> {
          running--;
          scope.count("mesh.bridge.tools.call", "outcome", done.succeeded() ? "answered" : "failed");
        });
  }

  /** A worker that went away during a call may have begun: nobody should take the call elsewhere. */
  private static Future<ToolResult> perhapsBegun(Throwable failure) {
    MeshException known = MeshException.of(failure);
    return Future.failedFuture(known.error() == MeshError.UNAVAILABLE
        ? new MeshException(MeshError.PROVIDER_FAILED, "the worker went away during the call")
        : known);
  }

  private void offer() {
    if (offering) {
      publish(tools);
    }
  }

  private void publish(List<ToolSpec> offered) {
    scope.stage().bus().publish(Addresses.TOOLS, new ToolsOffered(inbox(), offered));
  }

  private static ToolSpec checked(ToolSpec tool, String worker) {
    if (!tool.name().matches(NAME)) {
      throw new MeshException(MeshError.BAD_REQUEST, "a tool's name must match " + NAME);
    }
    return tool.from(worker);
  }
}
