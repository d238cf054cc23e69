package io.xiaozhimesh.ingress;

import io.xiaozhimesh.ingress.socket.DeviceSocket;
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

  default ListenLink listenLink(TurnRef ref) {
    return new ListenLink(context(), ref, ownerInbox(), options().leaseDeadlineMs());
  }

  default AnswerLink answerLink(TurnRef ref) {
    return new AnswerLink(context(), ref, options().leaseDeadlineMs());
  }
}
