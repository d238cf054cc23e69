package io.xiaozhimesh.ota;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.xiaozhimesh.stage.StageContext;
import java.nio.file.Path;
import java.util.Optional;

/** Which path and method is whose. Answers everything else with a JSON 404; never redirects. */
final class OtaRoutes {

  /** Where devices ask, with and without a slash at its end. */
  static final String OTA = "/xiaozhi/ota";

  /** The folder of images, with a slash at its end. */
  static final String DOWNLOADS = OTA + "/download/";

  /** Where photos go. */
  static final String VISION = "/mcp/vision/explain";

  /** Where an operator binds a code. */
  static final String BIND = "/api/activation";

  private final OtaRequests ota;
  private final VisionRequests vision;
  private final BindRequests bind;
  private final FirmwareFolder firmware;
  private final Replies replies;

  OtaRoutes(StageContext stage, OtaRequests ota, VisionRequests vision, BindRequests bind, FirmwareFolder firmware) {
    this.ota = ota;
    this.vision = vision;
    this.bind = bind;
    this.firmware = firmware;
    this.replies = new Replies(stage.metrics());
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    route(router, HttpMethod.POST, "/+xiaozhi/+ota/*", ota::configuration);
    route(router, HttpMethod.GET, "/+xiaozhi/+ota/*", ota::configuration);
    route(router, HttpMethod.POST, "/+xiaozhi/+ota/+activate/*", ota::activation);
    route(router, HttpMethod.POST, VISION + "/?", vision::explain);
    route(router, HttpMethod.GET, VISION + "/?", vision::health);
    router.routeWithRegex(HttpMethod.OPTIONS, "/+xiaozhi/+ota(/.*)?|" + VISION + "/?")
        .handler(context -> replies.preflight(context.request()));
    router.getWithRegex(DOWNLOADS + "(?<file>[A-Za-z0-9._-]+\\.bin)").handler(this::download);
    route(router, HttpMethod.POST, BIND, bind::bind);
    route(router, HttpMethod.GET, "/healthz", r -> replies.json(r, 200, JsonObject.of("status", "UP")));
    router.route().handler(context -> replies.refuse(context.request(), 404, "path", "there is nothing here"));
    router.errorHandler(500, context ->
        replies.refuse(context.request(), 500, "internal", "something went wrong here"));
    router.errorHandler(400, context -> replies.refuse(context.request(), 400, "request", "this is no request"));
    return router;
  }

  private static void route(Router router, HttpMethod method, String regex, Handler<HttpServerRequest> handler) {
    router.routeWithRegex(method, regex).handler(context -> handler.handle(context.request()));
  }

  private void download(RoutingContext context) {
    Optional<Path> image = firmware.path(context.pathParam("file"));
    if (image.isEmpty()) {
      replies.refuse(context.request(), 404, "image", "there is no such image");
      return;
    }
    Replies.allowBrowsers(context.request());
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
        .sendFile(image.get().toString())
        .onFailure(failure -> context.fail(500));
  }
}
