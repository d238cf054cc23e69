package io.xiaozhimesh.bench.load;

import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.DeviceOptions;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.ServerHello;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.launcher.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Many devices of one benchmark. Made and ended by the main thread. */
final class Fleet implements AutoCloseable {

  /**
   * One of them.
   *
   * @param device that is connected
   * @param sessionId its session
   */
  record Member(ScriptedDevice device, String sessionId) {
  }

  private final DeviceNetwork network;
  private final List<Member> members = new ArrayList<>();

  private Fleet(BenchTarget target, int size) {
    network = new DeviceNetwork(target.clients(), size);
  }

  /** Connects so many devices one after the other; each has the listener made for its number. */
  static Fleet connect(BenchTarget target, int size, IntFunction<DeviceListener> listeners) {
    Fleet fleet = new Fleet(target, size);
    for (int n = 0; n < size; n++) {
      ScriptedDevice device = fleet.network.device(
          target.device(n).withOptions(DeviceOptions.LOAD), new DeviceBoard(), listeners.apply(n));
      ServerHello hello = Waiting.on(device.connect());
      fleet.members.add(new Member(device, hello.sessionId()));
    }
    return fleet;
  }

  List<Member> members() {
    return members;
  }

  @Override
  public void close() {
    members.forEach(member -> Waiting.on(member.device().close()));
    Waiting.on(network.close());
  }
}
