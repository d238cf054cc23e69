package io.xiaozhimesh.bench.cli;

import io.vertx.core.Vertx;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceOptions;
import io.xiaozhimesh.bench.device.OtaAnswer;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.device.firmware.ListeningMode;
import io.xiaozhimesh.bench.device.firmware.PacketFraming;
import io.xiaozhimesh.launcher.Waiting;

/** What a device does first: it asks the OTA address where to talk. */
public final class Boot {

  private Boot() {
  }

  /** How the server wants to be talked to. Fails, saying what to do, when the device has to be bound first. */
  public static DeviceConfig ask(Vertx vertx, String otaUrl, DeviceIdentity identity) {
    OtaAnswer answer = Waiting.on(new OtaClient(vertx).ask(otaUrl, identity));
    if (answer.activationWanted()) {
      throw new IllegalStateException(
          "the server wants this device to be bound first: enter the code " + answer.activationCode());
    }
    if (answer.websocketUrl().isEmpty()) {
      throw new IllegalStateException(otaUrl + " offers no WebSocket");
    }
    return new DeviceConfig(answer.websocketUrl(), answer.token(), identity, ListeningMode.AUTO,
        PacketFraming.ofVersion(answer.protocolVersion()), DeviceOptions.STOCK);
  }
}
