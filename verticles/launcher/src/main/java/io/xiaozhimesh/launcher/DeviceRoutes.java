package io.xiaozhimesh.launcher;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.DeviceCommand;
import io.xiaozhimesh.protocol.bus.DeviceCommandKind;
import io.xiaozhimesh.protocol.bus.DeviceSay;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.DeviceReach;
import io.xiaozhimesh.stage.StageContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do with a device wherever it is connected: {@code POST /devices/<id>/say} with {@code {"text", "language",
 * "alarm"}}, {@code POST /devices/<id>/alert} with {@code {"status", "message", "emotion"}}, {@code POST /devices/<id>/reboot}.
 * Answers are JSON, failures {@code {"error": "a sentence"}}.
 */
final class DeviceRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceRoutes.class);
  private static final String ROOT = "/devices/";
  private static final int BODY_BYTES_MAX = 16_384;
  private static final int WAIT_MS = 60_000;

  private final DeviceReach reach;
  private final OperatorAccess access;

  DeviceRoutes(StageContext stage, OperatorAccess access) {
    this.reach = new DeviceReach(stage);
    this.access = access;
  }

  static boolean matches(String path) {
    return path.startsWith(ROOT);
  }

  void answer(HttpServerRequest request) {
    List<String> parts = List.of(request.path().substring(ROOT.length()).split("/"));
    Optional<DeviceId> device = parts.isEmpty() ? Optional.empty() : deviceId(parts.get(0));
    if (!access.allows(request)) {
      error(request, access.refusal(), access.adminToken().isEmpty()
          ? "Devices are told something from the node's own machine, or with node.adminToken." : "The admin token is wrong.");
    } else if (!request.method().equals(HttpMethod.POST) || parts.size() != 2
        || !List.of("say", "alert", "reboot").contains(parts.get(1))) {
      error(request, 404, "There are POST /devices/<id>/say, /devices/<id>/alert and /devices/<id>/reboot.");
    } else if (device.isEmpty()) {
      error(request, 400, "That is no device id.");
    } else {
      body(request).onSuccess(body -> send(request, device.get().value(), parts.get(1), body));
    }
  }

  private void send(HttpServerRequest request, String deviceId, String what, JsonObject body) {
    BusMessage message;
    try {
      message = message(deviceId, what, body);
    } catch (IllegalArgumentException | ClassCastException e) {
      error(request, 400, "That is not understood: " + e.getMessage() + ".");
      return;
    }
    reach.send(deviceId, message)
        .onSuccess(accepted -> reply(request, 202, new JsonObject().put("device", deviceId).put("done", what)))
        .onFailure(failure -> failed(request, MeshException.of(failure)));
  }

  private static BusMessage message(String deviceId, String what, JsonObject body) {
    return switch (what) {
      case "say" -> new DeviceSay(deviceId, "", body.getBoolean("alarm", false), body.getString("text", ""),
          body.getString("language", ""), WAIT_MS);
      case "alert" -> new DeviceCommand(deviceId, DeviceCommandKind.ALERT, body.getString("status", "Notice"),
          body.getString("message", ""), body.getString("emotion", "neutral"));
      default -> new DeviceCommand(deviceId, DeviceCommandKind.REBOOT, "", "", "");
    };
  }

  private static void failed(HttpServerRequest request, MeshException failure) {
    if (failure.error() == MeshError.UNAVAILABLE) {
      error(request, 404, "The device is not connected.");
    } else if (failure.error() == MeshError.OVERLOADED) {
      error(request, 503, "Too much waits to be said on the device.");
    } else {
      LOG.warn("A request for a device failed", failure);
      error(request, 500, "That failed; the node's log says why.");
    }
  }

  /** The whole body, {} where there is none; one that is too long or no JSON is answered here. */
  private static Future<JsonObject> body(HttpServerRequest request) {
    Promise<JsonObject> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(part -> {
      if (body.length() + part.length() <= BODY_BYTES_MAX) {
        body.appendBuffer(part);
      } else if (!request.response().ended()) {
        request.response().putHeader("Connection", "close");
        error(request, 413, "The body is longer than " + BODY_BYTES_MAX + " bytes.");
      }
    });
    request.endHandler(end -> {
      if (request.response().ended()) {
        return;
      }
      try {
        whole.complete(body.length() == 0 ? new JsonObject() : new JsonObject(body));
      } catch (DecodeException | ClassCastException e) {
        error(request, 400, "The body is no JSON object.");
      }
    });
    return whole.future();
  }

  private static Optional<DeviceId> deviceId(String segment) {
    try {
      return DeviceId.parse(URLDecoder.decode(segment, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void error(HttpServerRequest request, int status, String sentence) {
    reply(request, status, new JsonObject().put("error", sentence));
  }

  private static void reply(HttpServerRequest request, int status, JsonObject body) {
    request.response().setStatusCode(status).putHeader("Content-Type", "application/json")
        .end(body.encodePrettily() + "\n");
  }
}
