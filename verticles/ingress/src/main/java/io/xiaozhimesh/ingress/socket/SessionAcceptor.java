package io.xiaozhimesh.ingress.socket;

/** Gives every new connection its session. */
@FunctionalInterface
public interface SessionAcceptor {

  /** The session of a connection that has just been upgraded; it may already send, and close. */
  SessionListener accept(DeviceSocket socket);
}
