package io.xiaozhimesh.ingress;

import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.StageContext;

/** What a session needs from the verticle that owns it. All of it is used on the verticle's context. */
interface SessionServices {

  StageContext context();

  IngressOptions options();

  /** Where this node's sessions receive. */
  String ownerInbox();

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

  /** Nobody is at this inbox any more. */
  void lost(Role role, String inbox, TurnRef ref);

  /** The socket is closed: forget the session. */
  void gone(Session session);

  /** A bearer token with which this device's camera may ask. */
  String visionToken(DeviceSocket socket);

  default long nowMs() {
    return context().clock().nowMs();
  }

  default void count(String name, String... tags) {
    context().metrics().count(name, tags);
  }

}
