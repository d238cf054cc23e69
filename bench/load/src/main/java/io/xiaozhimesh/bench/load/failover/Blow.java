package io.xiaozhimesh.bench.load.failover;

/** What happens to a worker. */
public enum Blow {
  /** kill -9. */
  KILL,
  /** SIGSTOP, and SIGCONT some seconds later. */
  FREEZE,
  /** SIGTERM: it drains. */
  TERM,
  /** Its network is cut, and mended some seconds later. */
  PARTITION
}
