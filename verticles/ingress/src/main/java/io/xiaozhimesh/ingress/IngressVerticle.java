package io.xiaozhimesh.ingress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.xiaozhimesh.ingress.internal.DueWheel;
import io.xiaozhimesh.ingress.internal.SessionEvent;
import io.xiaozhimesh.ingress.internal.SessionMachine;
import io.xiaozhimesh.ingress.internal.WorkerWatch;
import io.xiaozhimesh.ingress.socket.DeviceServer;
import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.ingress.socket.SessionListener;
import io.xiaozhimesh.ingress.socket.SocketOptions;
import io.xiaozhimesh.ingress.socket.TokenCheck;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerFailed;
import io.xiaozhimesh.protocol.bus.AnswerProgress;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.DeviceCommand;
import io.xiaozhimesh.protocol.bus.DeviceHere;
import io.xiaozhimesh.protocol.bus.DeviceSay;
import io.xiaozhimesh.protocol.bus.DeviceSend;
import io.xiaozhimesh.protocol.bus.DeviceWhere;
import io.xiaozhimesh.protocol.bus.LeasesAlive;
import io.xiaozhimesh.protocol.bus.ListenCredit;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TranscriptInterim;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.DeviceTokens;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import io.xiaozhimesh.stage.WorkerDirectory.Lease;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The stage that owns sockets, sessions and turns. Accepts devices, gives each a {@link Session}, hands what workers send
 * to the session that it is for, and keeps time for all of them with one timer. Everything runs on one event loop.
 */
public final class IngressVerticle extends VerticleBase implements SessionServices {

  /** Listening streams that go over to other workers at each look. */
  private static final int MOVES_AT_ONCE = 10;

  private static final long CONVERSATION_PAUSE_MS = 10_000;

  private final StageContext context;
  private final IngressOptions options;
  private final SocketOptions socketOptions;
  private final TokenCheck tokenCheck;
  private final DeviceTokens tokens;
  private final SessionMachine machine;
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, Session> byDevice = new HashMap<>();
  private final DueWheel<Session> playouts = new DueWheel<>();
  private final DueWheel<Session> deadlines = new DueWheel<>();
  private final WorkerWatch watch;
  private Inbox inbox;
  private DeviceServer server;
  private WheelTimer timer;
  private SayReports reports;
  private long renewTimerId;
  private long watchTimerId;
  private Promise<Void> emptied;

  /**
   * Not yet serving.
   *
   * @param tokenCheck which devices may connect
   * @param tokens issues what a device's camera shows to the vision endpoint
   */
  public IngressVerticle(StageContext context, IngressOptions options, SocketOptions socketOptions,
      TokenCheck tokenCheck, DeviceTokens tokens) {
    this.context = context;
    this.options = options;
    this.socketOptions = socketOptions;
    this.tokenCheck = tokenCheck;
    this.tokens = tokens;
    this.machine = new SessionMachine(options.turn());
    this.watch = new WorkerWatch(options.leaseSilenceMs());
  }

  @Override
  public Future<?> start() {
    inbox = context.bus().inbox(Role.INGRESS);
    event(SpeechStarted.class, m -> m.ref().sessionId());
    event(SpeechStopped.class, m -> m.ref().sessionId());
    event(TranscriptFinal.class, m -> m.ref().sessionId());
    event(TranscriptFailed.class, m -> m.ref().sessionId());
    event(AnswerProgress.class, m -> m.ref().sessionId());
    event(SentenceReady.class, m -> m.ref().sessionId());
    event(AnswerDone.class, m -> m.ref().sessionId());
    event(AnswerFailed.class, m -> m.ref().sessionId());
    to(ListenCredit.class, m -> m.ref().sessionId(), Session::credit);
    to(SpeechFrame.class, m -> m.ref().sessionId(), Session::frame);
    to(SentenceSpoken.class, m -> m.ref().sessionId(), Session::sentenceSpoken);
    to(SpeakFailed.class, m -> m.ref().sessionId(), Session::speakFailed);
    to(DeviceSend.class, DeviceSend::sessionId, Session::toDevice);
    inbox.onRequest(DeviceWhere.class, this::where);
    inbox.onRequest(DeviceSay.class, this::say);
    inbox.onRequest(DeviceCommand.class, this::command);
    inbox.on(LeasesAlive.class, alive -> watch.heard(alive, context.clock().nowMs()));
    inbox.on(TranscriptInterim.class, m -> count("mesh.ingress.transcript.interim"));
    renewTimerId = vertx.setPeriodic(ListenLink.RENEW_EVERY_MS, id -> sessions.values().forEach(Session::renewLeases));
    watchTimerId = vertx.setPeriodic(WorkerWatch.CHECK_EVERY_MS, id -> watchWorkers());
    reports = new SayReports(vertx, this);
    timer = new WheelTimer(vertx, context.clock(), this::fire);
    server = new DeviceServer(vertx, socketOptions, tokenCheck, context.clock(), context.metrics(), this::accept);
    return inbox.open()
        .compose(v -> server.start())
        .onSuccess(v -> context.directory().offer(Role.INGRESS, this::load));
  }

  @Override
  public Future<?> stop() {
    context.directory().withdraw(Role.INGRESS);
    return drained()
        .eventually(server::stop)
        .eventually(inbox::close)
        .onComplete(done -> {
          vertx.cancelTimer(renewTimerId);
          vertx.cancelTimer(watchTimerId);
          timer.close();
        });
  }

  /** The port that devices connect to; known after {@link #start}. */
  public int port() {
    return server.port();
  }

  /** How many devices are connected. */
  public int sessionCount() {
    return sessions.size();
  }

  // ---- what sessions need

  @Override
  public MeshClock clock() {
    return context.clock();
  }

  @Override
  public Metrics metrics() {
    return context.metrics();
  }

  @Override
  public List<String> candidates(Role role) {
    return context.directory().candidates(role);
  }

  @Override
  public void avoid(String workerInbox) {
    context.directory().avoid(workerInbox);
  }

  @Override
  public boolean leaving(Role role, String workerInbox) {
    return context.directory().isLeaving(role, workerInbox);
  }

  @Override
  public <R extends BusMessage> Future<Lease<R>> lease(Role role, BusMessage open, BusMessage over, Class<R> answer) {
    return context.directory().leaseOnce(role, open, over, answer, options.leaseDeadlineMs());
  }

  @Override
  public <R extends BusMessage> Future<Lease<R>> ask(Role role, BusMessage request, Class<R> answer, long deadlineMs) {
    return context.directory().lease(role, request, answer, deadlineMs);
  }

  @Override
  public void send(String workerInbox, BusMessage message) {
    context.bus().send(workerInbox, message);
  }

  @Override
  public void send(Role role, String workerInbox, TurnRef lease, BusMessage message) {
    // A worker that has sent all that it owed may leave while the answer is still being played: that is no loss.
    context.bus().deliver(workerInbox, message).onFailure(failure -> {
      if (MeshException.of(failure).error() == MeshError.UNAVAILABLE && watch.end(role, lease)) {
        lost(role, workerInbox, lease);
      }
    });
  }

  @Override
  public void publish(String address, BusMessage message) {
    context.bus().publish(address, message);
  }

  @Override
  public IngressOptions options() {
    return options;
  }

  @Override
  public String ownerInbox() {
    return inbox.address();
  }

  @Override
  public void wakeAt(Session session, long atMs) {
    move(deadlines, session, atMs);
  }

  @Override
  public void playAt(Session session, long atMs) {
    move(playouts, session, atMs);
  }

  @Override
  public void playNoMore(Session session) {
    playouts.cancel(session);
  }

  @Override
  public void watch(Role role, String workerInbox, TurnRef ref) {
    watch.begin(new WorkerWatch.Held(role, workerInbox, ref), context.clock().nowMs());
  }

  @Override
  public void unwatch(Role role, TurnRef ref) {
    watch.end(role, ref);
  }

  @Override
  public void said(String deviceId, String sayId, boolean sounded) {
    reports.ended(deviceId, sayId, sounded);
  }

  @Override
  public void gone(Session session) {
    deadlines.cancel(session);
    playouts.cancel(session);
    sessions.remove(session.socket().sessionId());
    byDevice.remove(session.socket().deviceId().value(), session);
    if (emptied != null && sessions.isEmpty()) {
      emptied.tryComplete();
    }
  }

  @Override
  public String visionToken(DeviceSocket socket) {
    return tokens.issue(socket.clientId(), socket.deviceId(), context.clock().unixMs());
  }

  // ---- inside

  /** The newest connection of a device is the one that counts; the older one is closed and takes nothing with it. */
  private SessionListener accept(DeviceSocket socket) {
    Session session = new Session(socket, this, machine);
    sessions.put(socket.sessionId(), session);
    Session older = byDevice.put(socket.deviceId().value(), session);
    if (older != null) {
      count("mesh.ingress.session.replaced");
      older.socket().close(1000, "replaced by a newer connection");
    }
    session.begin();
    if (emptied != null) {
      session.drain(CONVERSATION_PAUSE_MS);
    }
    return session;
  }

  private Future<DeviceHere> where(DeviceWhere wanted) {
    return serving(wanted.deviceId()).map(session ->
        new DeviceHere(wanted.deviceId(), session.socket().sessionId(), session.helloUnixMs()));
  }

  /** What was said already is reported again: the first report may not have arrived. */
  private Future<Accepted> say(DeviceSay say) {
    return switch (reports.known(say.sayId())) {
      case RUNNING -> Future.succeededFuture(new Accepted());
      case SOUNDED -> {
        reports.ended(say.deviceId(), say.sayId(), true);
        yield Future.succeededFuture(new Accepted());
      }
      case NEW -> serving(say.deviceId()).compose(session -> {
        reports.begun(say.sayId());
        if (!session.say(say)) {
          reports.forget(say.sayId());
          count("mesh.ingress.unasked", "outcome", "refused");
          return Future.failedFuture(new MeshException(MeshError.OVERLOADED, "too much waits to be said on the device"));
        }
        return Future.succeededFuture(new Accepted());
      });
    };
  }

  private Future<Accepted> command(DeviceCommand command) {
    return serving(command.deviceId()).map(session -> {
      session.command(command);
      return new Accepted();
    });
  }

  private Future<Session> serving(String deviceId) {
    Session session = byDevice.get(deviceId);
    return session != null && session.isServing()
        ? Future.succeededFuture(session)
        : Future.failedFuture(new MeshException(MeshError.UNAVAILABLE, "the device is not connected here"));
  }

  private <T extends BusMessage> void event(Class<T> type, Function<T, String> sessionId) {
    to(type, sessionId, Session::handle);
  }

  private <T extends BusMessage> void to(Class<T> type, Function<T, String> sessionId, BiConsumer<Session, T> handler) {
    inbox.on(type, message -> {
      Session session = sessions.get(sessionId.apply(message));
      if (session == null) {
        count("mesh.ingress.message.orphaned");
      } else {
        handler.accept(session, message);
      }
    });
  }

  private void move(DueWheel<Session> wheel, Session session, long atMs) {
    if (atMs == Long.MAX_VALUE || sessions.get(session.socket().sessionId()) != session) {
      wheel.cancel(session);
    } else {
      wheel.schedule(session, atMs);
      timer.atLatest(atMs);
    }
  }

  private long fire(long nowMs) {
    playouts.fire(nowMs, (session, due) -> session.playoutIsDue());
    deadlines.fire(nowMs, (session, due) -> session.wake());
    return Math.min(playouts.nextMs(), deadlines.nextMs());
  }

  private Future<Void> drained() {
    if (sessions.isEmpty()) {
      return Future.succeededFuture();
    }
    emptied = Promise.promise();
    // Between two turns nobody can tell that the speaker is drawing breath: where there is another ingress to go on with,
    // a conversation is left at the end of a turn.
    long pauseMs = context.directory().candidates(Role.INGRESS).isEmpty() ? 0 : CONVERSATION_PAUSE_MS;
    List.copyOf(sessions.values()).forEach(session -> session.drain(pauseMs));
    long limit = vertx.setTimer(Math.max(1, options.drainMs()), t -> emptied.tryComplete());
    return emptied.future().onComplete(v -> vertx.cancelTimer(limit));
  }

  private void lost(Role role, String workerInbox, TurnRef ref) {
    context.directory().avoid(workerInbox);
    Session session = sessions.get(ref.sessionId());
    if (session != null) {
      session.handle(new SessionEvent.WorkerLost(role, ref));
    }
  }

  private void watchWorkers() {
    for (WorkerWatch.Held lease : watch.lost(context.clock().nowMs())) {
      count("mesh.ingress.worker.silent", "role", lease.role().key());
      lost(lease.role(), lease.inbox(), lease.ref());
    }
    moveFromLeaving();
  }

  /** A few at a time: the next workers hear again what may yet turn out to be speech. */
  private void moveFromLeaving() {
    int moved = 0;
    for (Session session : List.copyOf(sessions.values())) {
      if (moved == MOVES_AT_ONCE) {
        return;
      }
      moved += session.moveFromLeaving() ? 1 : 0;
    }
  }

  private WorkerDirectory.Load load() {
    int capacity = socketOptions.maxSessions();
    return new WorkerDirectory.Load(capacity, sessions.size(), (double) sessions.size() / capacity);
  }
}
