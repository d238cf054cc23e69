package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.worker.WorkerFrame;

/**
 * A worker's place on the bus: takes what the mesh sends to a worker of its role and what the worker sends back. Lives on
 * the bridge's context. What the worker must not send fails with BAD_REQUEST, which ends its connection.
 */
interface WorkerPort {

  /** Opens the inbox and offers the worker to the mesh. */
  Future<Void> open();

  /** Where the mesh reaches the worker. */
  String inbox();

  /** A message of the worker that answers no request. */
  void message(BusMessage message);

  /** Audio of the worker. */
  void frame(WorkerFrame frame);

  /** Takes nothing new from now on. */
  void withdraw();

  /** Leases, or calls, that run. */
  int running();

  /** Frees what nobody has mentioned for too long. */
  void expire();

  /** The worker is gone: closes the inbox and tells everybody who waits for it. */
  Future<Void> close();
}
