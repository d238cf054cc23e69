package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.worker.WorkerControl;
import io.xiaozhimesh.protocol.worker.WorkerFrame;
import io.xiaozhimesh.protocol.worker.WorkerText;

/** A worker as its {@link WorkerPort} sees it. Lives on the bridge's context. */
interface WorkerSession {

  /** What the worker is. */
  WorkerControl.Hello hello();

  /** What the worker says of its own load, 0 to 1; readable from every thread. */
  double load();

  /** Whether one more fits beside those that run. */
  boolean takesMore(int running);

  /** Whether the worker takes nothing new. */
  boolean isDraining();

  /** Asks the worker; fails with TIMEOUT, UNAVAILABLE when it goes away, or with what it says. */
  Future<BusMessage> request(WorkerText request, int deadlineMs);

  /** Tells the worker; nobody learns whether it arrived. */
  void send(BusMessage message);

  /** Sends audio. */
  void send(WorkerFrame frame);

  /** A result did not come in time; too many in a row end the connection. */
  void missed();

  /** A result came. */
  void delivered();
}
