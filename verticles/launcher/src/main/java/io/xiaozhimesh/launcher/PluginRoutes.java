package io.xiaozhimesh.launcher;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.hot.PluginAdmin;
import io.xiaozhimesh.plugins.hot.PluginRefused;
import io.xiaozhimesh.plugins.hot.PluginStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do with the plugins of a node: {@code GET /plugins}, {@code PUT /plugins/<file>} with a jar,
 * {@code DELETE /plugins/<id>}, {@code POST /plugins/<id>/rollback}. Answers are JSON, failures
 * {@code {"error": "a sentence"}}. A page in a browser can change nothing: what has an Origin is refused.
 */
final class PluginRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(PluginRoutes.class);
  private static final String ROOT = "/plugins";
  private static final String ROLLBACK = "/rollback";

  private final Vertx vertx;
  private final Supplier<Optional<PluginAdmin>> admin;
  private final OperatorAccess access;
  private final int jarBytesMax;

  /**
   * @param admin the plugins of this node, empty where that stage runs elsewhere
   * @param access who may change something
   * @param jarBytesMax largest jar
   */
  PluginRoutes(Vertx vertx, Supplier<Optional<PluginAdmin>> admin, OperatorAccess access, int jarBytesMax) {
    this.vertx = vertx;
    this.admin = admin;
    this.access = access;
    this.jarBytesMax = jarBytesMax;
  }

  static boolean matches(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + '/');
  }

  void answer(HttpServerRequest request) {
    String name = request.path().length() > ROOT.length() ? request.path().substring(ROOT.length() + 1) : "";
    boolean change = !request.method().equals(HttpMethod.GET);
    if (admin.get().isEmpty()) {
      error(request, 409, "The plugins stage does not run on this node.");
    } else if (change && !access.allows(request)) {
      error(request, access.refusal(), access.adminToken().isEmpty()
          ? "Plugins are changed from the node's own machine, or with node.adminToken." : "The admin token is wrong.");
    } else if (request.method().equals(HttpMethod.GET) && name.isEmpty()) {
      list(request, admin.get().get());
    } else if (request.method().equals(HttpMethod.PUT) && !name.isEmpty()) {
      deploy(request, admin.get().get(), name);
    } else if (request.method().equals(HttpMethod.DELETE) && !name.isEmpty()) {
      reply(request, admin.get().get().undeploy(name), done -> new JsonObject().put("id", name));
    } else if (request.method().equals(HttpMethod.POST) && name.endsWith(ROLLBACK)) {
      String id = name.substring(0, name.length() - ROLLBACK.length());
      reply(request, admin.get().get().rollback(id), PluginRoutes::json);
    } else {
      error(request, 404, "There are GET /plugins, PUT /plugins/<file>, DELETE /plugins/<id> and "
          + "POST /plugins/<id>/rollback.");
    }
  }

  private void list(HttpServerRequest request, PluginAdmin plugins) {
    reply(request, plugins.list(), all -> {
      JsonArray array = new JsonArray();
      all.forEach(status -> array.add(json(status)));
      return new JsonObject().put("plugins", array).put("loadersAlive", plugins.loadersAlive());
    });
  }

  private void deploy(HttpServerRequest request, PluginAdmin plugins, String fileName) {
    body(request).onSuccess(jar -> reply(request,
        vertx.executeBlocking(() -> temporary(jar), false)
            .compose(file -> plugins.deploy(fileName, file)
                .eventually(() -> vertx.executeBlocking(() -> Files.deleteIfExists(file), false))),
        PluginRoutes::json));
  }

  /** The whole body; one that is too long is answered here. */
  private Future<Buffer> body(HttpServerRequest request) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(part -> {
      if (body.length() + part.length() <= jarBytesMax) {
        body.appendBuffer(part);
      } else if (!request.response().ended()) {
        request.response().putHeader("Connection", "close");
        error(request, 413, "The jar is larger than plugins.hot.jarBytesMax, " + jarBytesMax + " bytes.");
      }
    });
    request.endHandler(end -> {
      if (!request.response().ended()) {
        whole.complete(body);
      }
    });
    return whole.future();
  }

  private static Path temporary(Buffer jar) throws IOException {
    return Files.write(Files.createTempFile("mesh-upload", ".jar"), jar.getBytes());
  }

  private static <T> void reply(HttpServerRequest request, Future<T> outcome, Function<T, JsonObject> form) {
    outcome.onSuccess(done -> send(request, 200, form.apply(done))).onFailure(failure -> {
      if (failure instanceof PluginRefused refused) {
        error(request, status(refused), refused.getMessage());
      } else {
        LOG.error("A request for plugins failed", failure);
        error(request, 500, "That failed; the node's log says why.");
      }
    });
  }

  private static int status(PluginRefused refused) {
    return switch (refused.why()) {
      case UNKNOWN -> 404;
      case UNFIT -> 422;
      case BUSY -> 503;
    };
  }

  private static JsonObject json(PluginStatus status) {
    return new JsonObject().put("id", status.id()).put("version", status.version())
        .put("state", status.state().name().toLowerCase(Locale.ROOT)).put("tools", new JsonArray(status.tools()))
        .put("calls", status.calls()).put("running", status.running())
        .put("earlierVersion", status.earlierVersion()).put("problem", status.problem());
  }

  private static void error(HttpServerRequest request, int status, String sentence) {
    send(request, status, new JsonObject().put("error", sentence));
  }

  private static void send(HttpServerRequest request, int status, JsonObject body) {
    request.response().setStatusCode(status).putHeader("Content-Type", "application/json")
        .end(body.encodePrettily() + "\n");
  }
}
