package io.xiaozhimesh.ota;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.xiaozhimesh.ota.internal.DeviceReport;
import io.xiaozhimesh.ota.internal.DeviceReports;
import io.xiaozhimesh.ota.internal.FirmwareImage;
import io.xiaozhimesh.ota.internal.FirmwareVersion;
import io.xiaozhimesh.ota.internal.OtaAnswer;
import io.xiaozhimesh.ota.internal.OtaBody;
import io.xiaozhimesh.ota.internal.PublicAddress;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.ActivationState;
import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.DeviceTokens;
import io.xiaozhimesh.stage.StageContext;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The device's configuration request and its poll for activation. Used on one event loop. */
final class OtaRequests {

  /** How long a body may take, in milliseconds; the device itself waits 30 s. */
  static final long BODY_DEADLINE_MS = 10_000;

  private final Vertx vertx;
  private final StageContext stage;
  private final OtaOptions options;
  private final DeviceTokens tokens;
  private final FirmwareFolder firmware;
  private final SocketAddresses sockets;
  private final RegistryLink registry;
  private final Replies replies;

  OtaRequests(Vertx vertx, StageContext stage, OtaOptions options, DeviceTokens tokens, FirmwareFolder firmware,
      SocketAddresses sockets) {
    this.vertx = vertx;
    this.stage = stage;
    this.options = options;
    this.tokens = tokens;
    this.firmware = firmware;
    this.sockets = sockets;
    this.registry = new RegistryLink(stage, options.activation().required());
    this.replies = new Replies(stage.metrics());
  }

  /** The registry as this stage sees it. */
  RegistryLink registry() {
    return registry;
  }

  /** 200 with the configuration; 503 when it cannot be known whether the device is bound. */
  void configuration(HttpServerRequest request) {
    identified(request, (device, report) -> {
      registry.seen(device, report);
      registry.activation(device)
          .onSuccess(state -> replies.json(request, 200, answer(request, device, report, state)))
          .onFailure(failure -> replies.refuse(request, 503, "registry-away", "try again in a few seconds"));
    });
  }

  /** 200 once the device is bound, 202 before; 202 too when nobody knows, because the device then asks again. */
  void activation(HttpServerRequest request) {
    identified(request, (device, report) -> registry.activation(device)
        .map(ActivationState::bound).otherwise(false)
        .onSuccess(bound -> replies.json(request, bound ? 200 : 202, JsonObject.of("success", bound))));
  }

  private void identified(HttpServerRequest request, BiConsumer<DeviceId, DeviceReport> then) {
    Replies.allowBrowsers(request);
    BodyReader.read(vertx, request, Limits.OTA_BODY_BYTES_MAX, BODY_DEADLINE_MS)
        .onSuccess(body -> {
          DeviceReport report = report(request, body);
          report.deviceId().ifPresentOrElse(
              device -> then.accept(device, report),
              () -> replies.refuse(request, 400, "device-id", "this address is for devices: the header Device-Id with"
                  + " a MAC address or an id of up to 128 letters, digits and _ . : - is missing or wrong"));
        })
        .onFailure(failure -> replies.refused(request, failure));
  }

  private DeviceReport report(HttpServerRequest request, Buffer body) {
    OtaBody read = OtaBody.parse(body.getBytes());
    if (!read.readable()) {
      stage.metrics().count("mesh.ota.body.unreadable");
    }
    return DeviceReports.of(request::getHeader, read);
  }

  private JsonObject answer(
      HttpServerRequest request, DeviceId device, DeviceReport report, ActivationState state) {
    PublicAddress reached = reached(request);
    String base = options.address().publicUrl().isEmpty() ? reached.http() : options.address().publicUrl();
    OtaAnswer answer = OtaAnswer.at(stage.clock().unixMs(), options.zone())
        .firmware(report.firmware(), newer(report), base + OtaRoutes.DOWNLOADS);
    if (state.bound()) {
      String token = tokens.issue(report.clientId(), device, stage.clock().unixMs());
      return answer.webSocket(sockets.url(reached), token).json();
    }
    return answer.activation(state, options.activation().message()).json();
  }

  private Optional<FirmwareImage> newer(DeviceReport report) {
    return FirmwareVersion.parse(report.firmware())
        .flatMap(running -> FirmwareImage.newerThan(running, report.models(), firmware.images()));
  }

  private static PublicAddress reached(HttpServerRequest request) {
    SocketAddress local = request.localAddress();
    String host = local.hostAddress() == null || local.hostAddress().indexOf(':') >= 0
        ? "localhost" : local.hostAddress();
    return PublicAddress.of(request.getHeader("Host"), new PublicAddress(host, local.port()));
  }
}
