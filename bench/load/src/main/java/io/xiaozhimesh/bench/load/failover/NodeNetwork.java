package io.xiaozhimesh.bench.load.failover;

import java.util.List;
import java.util.function.Consumer;

/** Where the processes of a mesh live. Used by one thread. */
interface NodeNetwork extends AutoCloseable {

  /** Address of this process. */
  String frontHost();

  /** Address of a worker's place, from 0. */
  String host(int place);

  /** What a command at this place begins with. */
  List<String> prefix(int place);

  /** Whether a place can be cut off. */
  boolean canCut();

  /** Nothing from or to this place arrives any more. */
  void cut(int place);

  /** It does again. */
  void mend(int place);

  @Override
  void close();

  /** Network namespaces where the machine allows them, else loopback, which cannot be cut; says which. */
  static NodeNetwork best(int places, Consumer<String> progress) {
    try {
      return new NamespaceNetwork(places);
    } catch (IllegalStateException refused) {
      progress.accept("failover: no network namespaces here, so nobody is cut off (" + refused.getMessage() + ")");
      return new LoopbackNetwork();
    }
  }
}
