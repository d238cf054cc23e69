package io.xiaozhimesh.bench.cli;

import io.vertx.core.Vertx;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.launcher.Waiting;

/** What a device does first: it asks the OTA address where to talk. */
final class Boot {

  private Boot() {
  }

  static DeviceConfig ask(Vertx vertx, String otaUrl, DeviceIdentity identity) {
    // Held until the answer is here: an HTTP client that nobody holds closes itself.
    OtaClient ota = new OtaClient(vertx);
    try {
      return Waiting.on(ota.boot(otaUrl, identity));
    } finally {
      Waiting.on(ota.close());
    }
  }
}
