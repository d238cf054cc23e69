package io.xiaozhimesh.launcher.cluster;

/** Whether an address stays inside this machine. Pure: asks no name service. */
final class LoopbackHost {

  private LoopbackHost() {
  }

  static boolean is(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
