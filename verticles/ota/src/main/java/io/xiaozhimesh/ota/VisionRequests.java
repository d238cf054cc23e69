package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ota.internal.ImageKind;
import io.xiaozhimesh.ota.internal.MultipartForm;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.DeviceTokens;
import io.xiaozhimesh.stage.StageContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A photo and a question from the device's camera. The device takes the whole body of a 200 as the result of its tool
 * and every other status as its failure. Photos stay in memory, a bounded number of them. Used on one event loop.
 */
final class VisionRequests {

  /** Largest photo, in bytes. */
  static final int PHOTO_BYTES_MAX = 5 * 1024 * 1024;

  private static final int FORM_BYTES_MAX = PHOTO_BYTES_MAX + 64 * 1024;
  private static final int QUESTION_CHARS_MAX = 2_000;
  private static final long UPLOAD_DEADLINE_MS = 30_000;
  private static final String DEFAULT_QUESTION = "What is in this picture?";

  private record Photo(String question, byte[] image, ImageKind kind) {
  }

  private final Vertx vertx;
  private final StageContext stage;
  private final DeviceTokens tokens;
  private final WorkerExecutor worker;
  private final VisionChain vision;
  private final int photosMax;
  private final Replies replies;
  private int photos;

  VisionRequests(Vertx vertx, StageContext stage, OtaOptions options, DeviceTokens tokens, WorkerExecutor worker,
      VisionChain vision) {
    this.vertx = vertx;
    this.stage = stage;
    this.tokens = tokens;
    this.worker = worker;
    this.vision = vision;
    this.photosMax = options.limits().photosMax();
    this.replies = new Replies(stage.metrics());
  }

  /** For a person who looks whether this is here. */
  void health(HttpServerRequest request) {
    Replies.allowBrowsers(request);
    replies.text(request, 200, vision.isPresent() ? "Vision is ready.\n" : "Vision has no provider.\n");
  }

  /** 200 with {@code success} and a text; 400, 401, 413 or 503 else. */
  void explain(HttpServerRequest request) {
    Replies.allowBrowsers(request);
    Optional<DeviceId> device = DeviceId.parse(request.getHeader("Device-Id"));
    Optional<String> boundary = MultipartForm.boundary(request.getHeader("Content-Type"));
    if (device.isEmpty()) {
      refuseUnread(request, 400, "device-id", "the header Device-Id is missing or wrong");
    } else if (!authentic(request, device.get())) {
      refuseUnread(request, 401, "device-token", "the token is missing, wrong or not for this device");
    } else if (boundary.isEmpty()) {
      refuseUnread(request, 400, "content-type", "the content type must be multipart/form-data with a boundary");
    } else if (photos >= photosMax) {
      refuseUnread(request, 503, "photos", "too many photos at once");
    } else {
      upload(request, boundary.get());
    }
  }

  private boolean authentic(HttpServerRequest request, DeviceId device) {
    String clientId = Optional.ofNullable(request.getHeader("Client-Id")).orElse("").strip();
    return tokens.verify(request.getHeader("Authorization"), clientId, device, stage.clock().unixMs())
        == DeviceTokens.Verdict.VALID;
  }

  /** Devices send the whole photo before they read: without taking it from the line they would not see the answer. */
  private void refuseUnread(HttpServerRequest request, int status, String reason, String message) {
    BodyReader.discard(vertx, request, FORM_BYTES_MAX, OtaRequests.BODY_DEADLINE_MS)
        .onComplete(read -> replies.refuse(request, status, reason, message));
  }

  private void upload(HttpServerRequest request, String boundary) {
    photos++;
    BodyReader.read(vertx, request, FORM_BYTES_MAX, UPLOAD_DEADLINE_MS)
        .compose(body -> worker.executeBlocking(() -> photo(body, boundary), false))
        .compose(this::look)
        .onSuccess(answer -> replies.json(request, 200, answer))
        .onFailure(failure -> replies.refused(request, failure))
        .onComplete(done -> photos--);
  }

  private static Photo photo(Buffer body, String boundary) {
    Map<String, byte[]> form = MultipartForm.parse(body.getBytes(), boundary);
    byte[] image = form.getOrDefault("file", new byte[0]);
    if (image.length == 0) {
      throw new BodyReader.Refused(400, "photo-missing", "the part \"file\" is missing or empty");
    } else if (image.length > PHOTO_BYTES_MAX) {
      throw new BodyReader.Refused(413, "body-too-large", "the photo is larger than " + PHOTO_BYTES_MAX + " bytes");
    }
    ImageKind kind = ImageKind.of(image).orElseThrow(() ->
        new BodyReader.Refused(400, "photo-format", "the file is no JPEG, PNG, GIF, BMP, TIFF or WEBP image"));
    String question = new String(form.getOrDefault("question", new byte[0]), StandardCharsets.UTF_8).strip();
    String bounded = question.substring(0, Math.min(question.length(), QUESTION_CHARS_MAX));
    return new Photo(bounded.isEmpty() ? DEFAULT_QUESTION : bounded, image, kind);
  }

  private Future<JsonObject> look(Photo photo) {
    if (!vision.isPresent()) {
      return Future.succeededFuture(JsonObject.of("success", false, "message",
          "This server cannot see yet: set ota.vision.provider, url and model in its configuration."));
    }
    return vision.explain(photo.question(), photo.image(), photo.kind().mediaType())
        .map(text -> JsonObject.of("success", true, "text", text))
        .otherwise(failure -> {
          stage.metrics().count("mesh.ota.vision.failed", "error", MeshException.of(failure).error().name());
          return JsonObject.of("success", false, "message", "The picture could not be looked at just now.");
        });
  }
}
