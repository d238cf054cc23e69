package io.xiaozhimesh.bench.load;

import io.xiaozhimesh.launcher.CommandProvider;

/** Adds {@code bench}. */
public final class BenchCommandProvider implements CommandProvider {

  @Override
  public Object command() {
    return new BenchCommand();
  }
}
