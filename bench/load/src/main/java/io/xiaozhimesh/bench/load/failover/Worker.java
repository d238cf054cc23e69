package io.xiaozhimesh.bench.load.failover;

import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.Role;

/** A place at which a worker of one stage runs, and after it the next. Used by the main thread. */
final class Worker {

  /** What a place is doing. */
  enum State { STARTING, UP, STRUCK }

  final Role role;
  final int place;
  NodeProcess process;
  State state = State.STARTING;
  Blow blow;
  long untilNs;
  long upSinceNs;

  Worker(Role role, int place) {
    this.role = role;
    this.place = place;
  }

  String inbox() {
    return Addresses.inbox(role, process.name());
  }
}
