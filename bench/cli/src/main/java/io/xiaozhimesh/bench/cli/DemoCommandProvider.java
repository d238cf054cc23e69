package io.xiaozhimesh.bench.cli;

import io.xiaozhimesh.launcher.CommandProvider;

/** Adds {@code demo}. */
public final class DemoCommandProvider implements CommandProvider {

  @Override
  public Object command() {
    return new DemoCommand();
  }
}
