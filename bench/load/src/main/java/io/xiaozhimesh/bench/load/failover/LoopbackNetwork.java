package io.xiaozhimesh.bench.load.failover;

import java.util.List;

/** Everybody on 127.0.0.1. */
final class LoopbackNetwork implements NodeNetwork {

  private static final String HOST = "127.0.0.1";

  @Override
  public String frontHost() {
    return HOST;
  }

  @Override
  public String host(int place) {
    return HOST;
  }

  @Override
  public List<String> prefix(int place) {
    return List.of();
  }

  @Override
  public boolean canCut() {
    return false;
  }

  @Override
  public void cut(int place) {
    throw new UnsupportedOperationException("loopback cannot be cut");
  }

  @Override
  public void mend(int place) {
    throw new UnsupportedOperationException("loopback cannot be cut");
  }

  @Override
  public void close() {
    // Nothing was made.
  }
}
