package io.xiaozhimesh.ota;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ota.internal.OtaBody;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.StageContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * An operator binds the device that shows a code: {@code POST {"code":"123456","owner":"…"}} as JSON, with the admin
 * token as {@code Bearer}; without a configured token only from this machine and not through a proxy. The JSON content
 * type is demanded because a page of another origin cannot send it unasked. Used on one event loop.
 */
final class BindRequests {

  private static final int OWNER_CHARS_MAX = 128;

  private final Vertx vertx;
  private final RegistryLink registry;
  private final String adminToken;
  private final Replies replies;

  BindRequests(Vertx vertx, StageContext stage, OtaOptions options, RegistryLink registry) {
    this.vertx = vertx;
    this.registry = registry;
    this.adminToken = options.adminToken();
    this.replies = new Replies(stage.metrics());
  }

  /** 200 with the device; 401, 404 for an unknown code, 415, 503 else. */
  void bind(HttpServerRequest request) {
    String type = String.valueOf(request.getHeader("Content-Type"));
    if (!allowed(request)) {
      replies.refuse(request, 401, "admin-token", "the admin token is missing or wrong");
    } else if (!type.startsWith("application/json")) {
      replies.refuse(request, 415, "content-type", "the content type must be application/json");
    } else {
      BodyReader.read(vertx, request, Limits.OTA_BODY_BYTES_MAX, OtaRequests.BODY_DEADLINE_MS)
          .onSuccess(body -> bind(request, body))
          .onFailure(failure -> replies.refused(request, failure));
    }
  }

  private void bind(HttpServerRequest request, Buffer body) {
    OtaBody read = OtaBody.parse(body.getBytes());
    String owner = read.text("owner").strip();
    String code = read.text("code").strip();
    if (!code.matches("[0-9]{6}") || owner.isEmpty() || owner.length() > OWNER_CHARS_MAX) {
      replies.refuse(request, 400, "bind-body", "send {\"code\":\"six digits\",\"owner\":\"who\"}");
      return;
    }
    registry.bind(code, owner)
        .onSuccess(profile -> replies.json(request, 200, shown(profile)))
        .onFailure(failure -> refuse(request, failure));
  }

  private void refuse(HttpServerRequest request, Throwable failure) {
    if (MeshException.of(failure).error() == MeshError.BAD_REQUEST) {
      replies.refuse(request, 404, "code-unknown", "the code is unknown or has expired");
    } else {
      replies.refuse(request, 503, "registry-away", "try again in a few seconds");
    }
  }

  private static JsonObject shown(DeviceProfile profile) {
    return JsonObject.of("success", true, "deviceId", profile.deviceId(), "owner", profile.owner());
  }

  private boolean allowed(HttpServerRequest request) {
    if (adminToken.isEmpty()) {
      return fromThisMachine(request);
    }
    byte[] expected = ("Bearer " + adminToken).getBytes(StandardCharsets.UTF_8);
    byte[] sent = String.valueOf(request.getHeader("Authorization")).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, sent);
  }

  private static boolean fromThisMachine(HttpServerRequest request) {
    boolean relayed = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null
        || request.getHeader("Via") != null;
    String address = request.remoteAddress().hostAddress();
    try {
      return !relayed && address != null && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
