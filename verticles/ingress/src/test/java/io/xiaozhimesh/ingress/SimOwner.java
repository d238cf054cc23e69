package io.xiaozhimesh.ingress;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ingress.internal.SessionEvent;
import io.xiaozhimesh.ingress.internal.SessionMachine;
import io.xiaozhimesh.ingress.internal.WorkerWatch;
import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.LeasesAlive;
import io.xiaozhimesh.protocol.bus.ListenCredit;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.RoleLoad;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.DirectoryTable;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.WorkerDirectory;
import io.xiaozhimesh.stage.WorkerDirectory.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The real session of one device, in simulated time and on a simulated bus. */
final class SimOwner implements SessionServices, SimNet.Node {

  static final String INBOX = "ingress";
  private static final IngressOptions OPTIONS = IngressOptions.from(new JsonObject());

  final WorkerWatch watch = new WorkerWatch(OPTIONS.leaseSilenceMs());
  final Metrics metrics = Metrics.inMemory();
  final List<String> outcomes = new ArrayList<>();
  private final SimNet net;
  private final DirectoryTable table;
  private Session session;
  private long wakeMs = Long.MAX_VALUE;
  private long playMs = Long.MAX_VALUE;

  SimOwner(SimNet net) {
    this.net = net;
    this.table = new DirectoryTable("owner", new SplittableRandom(net.random.nextLong()));
    net.add(INBOX, this);
    net.at(0, this::lookAtWorkers);
    net.at(ListenLink.RENEW_EVERY_MS, this::renew);
  }

  Session open(DeviceSocket socket) {
    session = new Session(socket, this, new SessionMachine(OPTIONS.turn()));
    session.begin();
    return session;
  }

  /** A worker announces itself as long as it lives. */
  void know(Role role, String inbox) {
    net.later(inbox, 0, () -> {
      table.accept(new NodeAnnounced(inbox, "sim", 1, NodeState.READY,
          List.of(new RoleLoad(role, inbox, 4, 0, 0))), net.nowMs());
      net.at(net.nowMs() + WorkerDirectory.ANNOUNCE_EVERY_MS, () -> know(role, inbox));
    });
  }

  @Override
  public void receive(BusMessage message) {
    if (message instanceof LeasesAlive alive) {
      watch.heard(alive, net.nowMs());
    } else if (message instanceof ListenCredit credit) {
      session.credit(credit);
    } else if (message instanceof SpeechFrame frame) {
      session.frame(frame);
    } else if (message instanceof SentenceSpoken spoken) {
      session.sentenceSpoken(spoken);
    } else if (message instanceof SpeakFailed failed) {
      session.speakFailed(failed);
    } else {
      session.handle(message);
    }
  }

  private void lookAtWorkers() {
    watch.lost(net.nowMs()).forEach(lease -> {
      net.note("silent: " + lease);
      lost(lease.role(), lease.inbox(), lease.ref());
    });
    net.at(net.nowMs() + WorkerWatch.CHECK_EVERY_MS, this::lookAtWorkers);
  }

  private void renew() {
    session.renewLeases();
    net.at(net.nowMs() + ListenLink.RENEW_EVERY_MS, this::renew);
  }

  private void lost(Role role, String inbox, TurnRef ref) {
    watch.end(role, ref);
    avoid(inbox);
    session.handle(new SessionEvent.WorkerLost(role, ref));
  }

  @Override
  public MeshClock clock() {
    return new MeshClock() {
      @Override
      public long nowMs() {
        return net.nowMs();
      }

      @Override
      public long unixMs() {
        return net.nowMs();
      }
    };
  }

  @Override
  public Metrics metrics() {
    return metrics;
  }

  @Override
  public IngressOptions options() {
    return OPTIONS;
  }

  @Override
  public String ownerInbox() {
    return INBOX;
  }

  @Override
  public List<String> candidates(Role role) {
    return table.candidates(role, 3, net.nowMs());
  }

  @Override
  public boolean leaving(Role role, String inbox) {
    return false;
  }

  @Override
  public void avoid(String inbox) {
    table.avoid(inbox, net.nowMs() + WorkerDirectory.AVOID_MS);
  }

  @Override
  public <R extends BusMessage> Future<Lease<R>> lease(Role role, BusMessage open, BusMessage over, Class<R> answer) {
    net.note("lease: " + open);
    return leaseFrom(candidates(role), 0, open, over, answer);
  }

  @Override
  public <R extends BusMessage> Future<Lease<R>> ask(Role role, BusMessage request, Class<R> answer, long deadlineMs) {
    return Future.failedFuture(new MeshException(MeshError.UNAVAILABLE, "no " + role + " in this simulation"));
  }

  private <R extends BusMessage> Future<Lease<R>> leaseFrom(
      List<String> inboxes, int at, BusMessage open, BusMessage over, Class<R> answer) {
    if (at == inboxes.size()) {
      return Future.failedFuture(new MeshException(MeshError.OVERLOADED, ""));
    }
    String inbox = inboxes.get(at);
    return net.request(INBOX, inbox, open, answer, OPTIONS.leaseDeadlineMs())
        .map(accepted -> new Lease<>(inbox, accepted))
        .recover(failure -> {
          MeshError error = MeshException.of(failure).error();
          if (error == MeshError.TIMEOUT) {
            avoid(inbox);
            send(inbox, over);
          } else if (error == MeshError.OVERLOADED || error == MeshError.UNAVAILABLE) {
            return leaseFrom(inboxes, at + 1, open, over, answer);
          }
          return Future.failedFuture(failure);
        });
  }

  @Override
  public void send(String inbox, BusMessage message) {
    net.send(INBOX, inbox, message);
  }

  @Override
  public void send(Role role, String inbox, TurnRef lease, BusMessage message) {
    if (!net.isAlive(inbox) && net.random.nextBoolean()) {
      net.at(net.nowMs() + 1, () -> lost(role, inbox, lease));
    } else {
      net.send(INBOX, inbox, message);
    }
  }

  @Override
  public void publish(String address, BusMessage message) {
    outcomes.add(((TurnEnded) message).outcome());
  }

  @Override
  public void wakeAt(Session of, long atMs) {
    wakeMs = atMs;
    if (atMs != Long.MAX_VALUE) {
      net.at(atMs, () -> {
        if (wakeMs == atMs) {
          session.wake();
        }
      });
    }
  }

  @Override
  public void playAt(Session of, long atMs) {
    playMs = atMs;
    if (atMs != Long.MAX_VALUE) {
      net.at(atMs, () -> {
        if (playMs == atMs) {
          session.playoutIsDue();
        }
      });
    }
  }

  @Override
  public void playNoMore(Session of) {
    playMs = Long.MAX_VALUE;
  }

  @Override
  public void watch(Role role, String inbox, TurnRef ref) {
    watch.begin(new WorkerWatch.Held(role, inbox, ref), net.nowMs());
  }

  @Override
  public void unwatch(Role role, TurnRef ref) {
    watch.end(role, ref);
  }

  @Override
  public void said(String deviceId, String sayId, boolean sounded) {
    outcomes.add(sayId + (sounded ? " sounded" : " unsaid"));
  }

  @Override
  public void gone(Session of) {
    playMs = Long.MAX_VALUE;
    wakeMs = Long.MAX_VALUE;
  }

  @Override
  public String visionToken(DeviceSocket socket) {
    return "";
  }
}
