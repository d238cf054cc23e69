package io.xiaozhimesh.ingress;

import io.vertx.core.Future;
import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.WorkerDirectory.Lease;
import java.util.List;

/**
 * What a session needs from the verticle that owns it: time, the mesh, and a place to say what it waits for. All of it
 * is used on the verticle's context.
 */
interface SessionServices {

  MeshClock clock();

  Metrics metrics();

  IngressOptions options();

  /** Where this node's sessions receive. */
  String ownerInbox();

  /** Inboxes of the role in the order in which to try them. */
  List<String> candidates(Role role);

  /** This worker is asked last for a while. */
  void avoid(String inbox);

  /** Whether this worker takes nothing new and another of its role does. */
  boolean leaving(Role role, String inbox);

  /** Asks the candidates until one takes the lease; fails with TIMEOUT at one that may have taken it. */
  <R extends BusMessage> Future<Lease<R>> lease(Role role, BusMessage open, BusMessage over, Class<R> answer);

  /** Asks the candidates one after the other, each for so long, until one answers: for what may be done twice. */
  <R extends BusMessage> Future<Lease<R>> ask(Role role, BusMessage request, Class<R> answer, long deadlineMs);

  /** Sends; nobody learns whether it arrived. */
  void send(String inbox, BusMessage message);

  /** Sends to the holder of a lease; when nobody is there, {@link Session} hears that it is lost. */
  void send(Role role, String inbox, TurnRef lease, BusMessage message);

  /** Tells whoever has subscribed. */
  void publish(String address, BusMessage message);

  /** Asks for {@link Session#wake} at this time; a later call moves it. */
  void wakeAt(Session session, long atMs);

  /** Asks for {@link Session#playoutIsDue} at this time; a later call moves it. */
  void playAt(Session session, long atMs);

  /** Nothing of an answer is due any more. */
  void playNoMore(Session session);

  /** A worker has a lease of a session: from now on it must be heard of. */
  void watch(Role role, String inbox, TurnRef ref);

  /** Nothing is expected of a lease any more. */
  void unwatch(Role role, TurnRef ref);

  /** An announcement is over; {@code sounded} when the device has played anything of it. */
  void said(String deviceId, String sayId, boolean sounded);

  /** The socket is closed: forget the session. */
  void gone(Session session);

  /** A bearer token with which this device's camera may ask. */
  String visionToken(DeviceSocket socket);

  default long nowMs() {
    return clock().nowMs();
  }

  default void count(String name, String... tags) {
    metrics().count(name, tags);
  }

}
