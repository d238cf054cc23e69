package io.xiaozhimesh.bench.cli;

import io.xiaozhimesh.launcher.CommandProvider;

/** Adds {@code device}. */
public final class DeviceCommandProvider implements CommandProvider {

  @Override
  public Object command() {
    return new DeviceCommand();
  }
}
