package io.xiaozhimesh.protocol.bus;

/** What a node is ready for. */
public enum NodeState {
  /** Not yet. */
  STARTING,
  /** Takes leases. */
  READY,
  /** Takes no new leases; running ones end or move. */
  DRAINING
}
