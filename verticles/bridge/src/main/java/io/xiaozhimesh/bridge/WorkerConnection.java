package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.xiaozhimesh.bridge.internal.SendRate;
import io.xiaozhimesh.protocol.bus.BusJson;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.worker.WorkerControl;
import io.xiaozhimesh.protocol.worker.WorkerFrame;
import io.xiaozhimesh.protocol.worker.WorkerProtocol.CloseCode;
import io.xiaozhimesh.protocol.worker.WorkerText;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker: its socket, its hello, its pulse, what it is asked. Whatever it does wrong ends here and is told to its
 * {@link WorkerPort} as the worker's end. Lives on the bridge's context.
 */
final class WorkerConnection implements WorkerSession {

  /** Milliseconds until the hello. */
  static final int HELLO_MS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(WorkerConnection.class);
  private static final int PULSES_PER_SILENCE = 4;
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;

  private final PortScope scope;
  private final ServerWebSocket socket;
  private final BiFunction<WorkerConnection, WorkerControl.Hello, WorkerPort> admission;
  private final Consumer<WorkerConnection> whenGone;
  private final Requests requests;
  private final SendRate rate;
  private final Promise<Void> ended = Promise.promise();
  private final int pulseMs;
  private WorkerControl.Hello hello;
  private WorkerPort port;
  private long pulse;
  private long lastHeardMs;
  private long lastPulseMs;
  private int requestsMissed;
  private int resultsMissed;
  private boolean draining;
  private boolean gone;
  private volatile double load;

  WorkerConnection(PortScope scope, ServerWebSocket socket,
      BiFunction<WorkerConnection, WorkerControl.Hello, WorkerPort> admission, Consumer<WorkerConnection> whenGone) {
    this.scope = scope;
    this.socket = socket;
    this.admission = admission;
    this.whenGone = whenGone;
    this.requests = new Requests(scope.vertx(), this::unanswered);
    this.rate = new SendRate(scope.limits().messagesPerSMax());
    this.pulseMs = Math.max(1, scope.limits().silenceMs() / PULSES_PER_SILENCE);
  }

  /** Begins to listen to the socket. */
  void start() {
    lastHeardMs = scope.nowMs();
    lastPulseMs = lastHeardMs;
    socket.setWriteQueueMaxSize(scope.limits().queueBytesMax());
    socket.textMessageHandler(text -> heard(() -> text(WorkerText.parse(text))));
    socket.binaryMessageHandler(bytes -> heard(() -> frame(bytes)));
    socket.exceptionHandler(e -> drop(CloseCode.WRONG_FRAME, e.getMessage()));
    socket.closeHandler(v -> leave("closed"));
    pulse = scope.vertx().setPeriodic(pulseMs, t -> pulse());
  }

  /** The name that the worker has given itself, "" before its hello. */
  String name() {
    return hello == null ? "" : hello.name();
  }

  /** The node stops: running work may end until {@link #close}. */
  void drain() {
    if (!draining) {
      draining = true;
      tell(WorkerText.of(new WorkerControl.Drain("the node stops")));
      if (port != null) {
        port.withdraw();
      }
    }
  }

  /** Says goodbye; completes when everything that belonged to the worker is released. */
  Future<Void> close() {
    if (!gone) {
      tell(WorkerText.of(new WorkerControl.Bye("the node stops")));
      leave("stopped");
      hangUp(GOING_AWAY, "the node stops");
    }
    return ended.future();
  }

  @Override
  public WorkerControl.Hello hello() {
    return hello;
  }

  @Override
  public double load() {
    return load;
  }

  @Override
  public boolean takesMore(int running) {
    return !draining && !gone && running < hello.capacity();
  }

  @Override
  public boolean isDraining() {
    return draining || gone;
  }

  @Override
  public Future<BusMessage> request(WorkerText request, int deadlineMs) {
    if (gone) {
      return Future.failedFuture(new MeshException(MeshError.UNAVAILABLE, "the worker is gone"));
    }
    int id = requests.nextId();
    Future<BusMessage> answer = requests.add(deadlineMs);
    tell(request.asRequest(id));
    return answer;
  }

  @Override
  public void send(BusMessage message) {
    tell(WorkerText.of(message));
  }

  @Override
  public void send(WorkerFrame frame) {
    if (writable()) {
      socket.writeBinaryMessage(frame.toBuffer());
    }
  }

  @Override
  public void missed() {
    scope.count("mesh.bridge.worker.missed", "what", "result");
    if (++resultsMissed >= scope.limits().missesMax()) {
      drop(CloseCode.MUTE, resultsMissed + " results in a row were late");
    }
  }

  @Override
  public void delivered() {
    resultsMissed = 0;
  }

  private void unanswered() {
    scope.count("mesh.bridge.worker.missed", "what", "request");
    if (++requestsMissed >= scope.limits().missesMax()) {
      drop(CloseCode.MUTE, requestsMissed + " requests in a row were not answered in time");
    }
  }

  private void tell(WorkerText text) {
    String json = text.toString();
    if (json.length() > BusJson.CHARS_MAX) {
      scope.count("mesh.bridge.message.too_long");
    } else if (writable()) {
      socket.writeTextMessage(json);
    }
  }

  private boolean writable() {
    if (gone || socket.isClosed()) {
      return false;
    }
    if (socket.writeQueueFull()) {
      drop(CloseCode.SLOW, "more than " + scope.limits().queueBytesMax() + " bytes wait");
    }
    return !gone;
  }

  private void hangUp(int code, String reason) {
    if (!socket.isClosed()) {
      socket.close((short) code, reason);
    }
  }

  /** The border to foreign software: what it sends wrong ends its connection and nothing else. */
  private void heard(Runnable reaction) {
    if (gone) {
      return;
    }
    lastHeardMs = scope.nowMs();
    if (!rate.allows(lastHeardMs)) {
      drop(CloseCode.FLOOD, "more than " + scope.limits().messagesPerSMax() + " messages in a second");
      return;
    }
    try {
      reaction.run();
    } catch (MeshException e) {
      drop(hello == null ? CloseCode.REFUSED : CloseCode.WRONG_FRAME, e.getMessage());
    }
  }

  private void frame(Buffer bytes) {
    if (hello == null) {
      throw new MeshException(MeshError.BAD_REQUEST, "the first message is no hello");
    }
    port.frame(WorkerFrame.read(bytes));
  }

  private void text(WorkerText text) {
    if (hello == null) {
      join(text);
    } else if (text.isControl()) {
      control(text, text.control());
    } else if (text.re() == 0) {
      port.message(text.message());
    } else {
      answered(text.re(), requests.answer(text.re(), text.message()));
    }
  }

  private void join(WorkerText text) {
    if (!text.isControl() || !(text.control() instanceof WorkerControl.Hello said)) {
      throw new MeshException(MeshError.BAD_REQUEST, "the first message is no hello");
    }
    port = admission.apply(this, said);
    hello = said;
    port.open().onSuccess(v -> {
      scope.count("mesh.bridge.worker.joined", "role", said.role());
      LOG.info("worker {} joined as {}, capacity {}", said.name(), port.inbox(), said.capacity());
      tell(WorkerText.of(new WorkerControl.Welcome(
          port.inbox(), scope.stage().bus().node(), scope.limits().told())));
    }).onFailure(e -> drop(CloseCode.REFUSED, e.getMessage()));
  }

  private void control(WorkerText text, WorkerControl control) {
    if (control instanceof WorkerControl.Alive alive) {
      load = alive.load();
    } else if (control instanceof WorkerControl.Drain) {
      draining = true;
      port.withdraw();
    } else if (control instanceof WorkerControl.Bye) {
      leave("bye");
      hangUp(NORMAL, "bye");
    } else if (control instanceof WorkerControl.Error error && text.re() != 0) {
      answered(text.re(), requests.refuse(text.re(), new MeshException(error.error(), error.message())));
    } else if (control instanceof WorkerControl.Error error) {
      LOG.warn("worker {} reports {}", name(), error.error());
    } else {
      throw new MeshException(MeshError.BAD_REQUEST, "a worker does not send " + control.type());
    }
  }

  private void answered(int id, boolean waitedFor) {
    if (!requests.wasAsked(id)) {
      throw new MeshException(MeshError.BAD_REQUEST, "an answer to nothing");
    }
    if (waitedFor) {
      requestsMissed = 0;
    } else {
      scope.count("mesh.bridge.answer.late");
    }
  }

  private void pulse() {
    long nowMs = scope.nowMs();
    // A loop that was held up itself has not read yet what the worker may have sent.
    boolean punctual = nowMs - lastPulseMs < 2L * pulseMs;
    lastPulseMs = nowMs;
    long silentMs = nowMs - lastHeardMs;
    if (hello == null ? silentMs > HELLO_MS : punctual && silentMs > scope.limits().silenceMs()) {
      drop(hello == null ? CloseCode.REFUSED : CloseCode.SILENT, "silent for " + silentMs + " ms");
    } else if (hello != null) {
      tell(WorkerText.of(new WorkerControl.Ping(nowMs)));
      port.expire();
    }
  }

  private void drop(CloseCode code, String why) {
    if (gone) {
      return;
    }
    String reason = code.name().toLowerCase(Locale.ROOT);
    LOG.warn("worker {} is dropped, {}: {}", name(), reason, why);
    if (!socket.isClosed() && !socket.writeQueueFull()) {
      MeshError error = code == CloseCode.SLOW || code == CloseCode.FLOOD ? MeshError.OVERLOADED : MeshError.BAD_REQUEST;
      tell(WorkerText.of(new WorkerControl.Error(error, reason + ": " + why)));
    }
    leave(reason);
    hangUp(code.code(), reason);
  }

  private void leave(String how) {
    if (gone) {
      return;
    }
    gone = true;
    scope.vertx().cancelTimer(pulse);
    scope.count("mesh.bridge.worker.left", "how", how);
    LOG.info("worker {} left: {}", name(), how);
    requests.failAll(new MeshException(MeshError.UNAVAILABLE, "the worker is gone"));
    whenGone.accept(this);
    Future<Void> closed = port == null ? Future.succeededFuture() : port.close();
    closed.onComplete(ended);
  }
}
