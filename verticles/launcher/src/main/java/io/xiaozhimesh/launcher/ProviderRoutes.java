package io.xiaozhimesh.launcher;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.config.ConfigException;
import io.xiaozhimesh.launcher.config.MeshConfig;
import io.xiaozhimesh.launcher.config.SecretText;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.ProviderAdmin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do with the providers of a node: {@code GET /providers} shows chains, breakers and latencies;
 * {@code PUT /providers/<stage>} with <code>{"chain": […], "providers": {…}}</code> changes them from the next turn on;
 * {@code POST /providers/reload} puts the configuration's files in force again. Answers are JSON, failures
 * {@code {"error": "a sentence"}}. Nothing that was set survives a restart but what stands in the files.
 */
final class ProviderRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderRoutes.class);
  private static final String ROOT = "/providers";
  private static final int BODY_BYTES_MAX = 256 * 1024;

  /** Where a stage's section is, and what it calls chain and providers. */
  private record Place(String section, String inner, String chain, String providers) {
  }

  private static final Map<String, Place> PLACES = Map.of(
      "asr", new Place("asr", "", "chain", "providers"),
      "dialogue", new Place("dialogue", "", "chain", "models"),
      "tts", new Place("tts", "", "engines", "providers"),
      "vision", new Place("ota", "vision", "chain", "providers"));

  private final Supplier<Map<String, ProviderAdmin>> admins;
  private final OperatorAccess access;
  private final Supplier<Future<JsonObject>> files;
  private final JsonObject inForce;

  /**
   * @param admins the stages of this node that have providers, by name
   * @param config the whole configuration as it was started with; not changed
   * @param files reads the configuration again
   */
  ProviderRoutes(Supplier<Map<String, ProviderAdmin>> admins, OperatorAccess access, JsonObject config,
      Supplier<Future<JsonObject>> files) {
    this.admins = admins;
    this.access = access;
    this.files = files;
    this.inForce = config.copy();
  }

  static boolean matches(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + '/');
  }

  void answer(HttpServerRequest request) {
    String stage = request.path().length() > ROOT.length() ? request.path().substring(ROOT.length() + 1) : "";
    HttpMethod method = request.method();
    if (!method.equals(HttpMethod.GET) && !access.allows(request)) {
      error(request, access.refusal(), access.adminToken().isEmpty()
          ? "Providers are changed from the node's own machine, or with node.adminToken." : "The admin token is wrong.");
    } else if (method.equals(HttpMethod.GET) && stage.isEmpty()) {
      reply(request, pictures());
    } else if (method.equals(HttpMethod.POST) && stage.equals("reload")) {
      reply(request, files.get().compose(this::applyAll).compose(v -> pictures()));
    } else if (method.equals(HttpMethod.PUT) && PLACES.containsKey(stage)) {
      put(request, stage);
    } else {
      error(request, 404, "There are GET /providers, PUT /providers/<asr, dialogue, tts or vision> and "
          + "POST /providers/reload.");
    }
  }

  private void put(HttpServerRequest request, String stage) {
    ProviderAdmin admin = admins.get().get(stage);
    if (admin == null) {
      error(request, 409, "The stage does not run on this node.");
      return;
    }
    reply(request, body(request).compose(change -> apply(stage, admin, merged(stage, change))).map(ProviderRoutes::json));
  }

  private Future<ProviderAdmin.Picture> apply(String stage, ProviderAdmin admin, JsonObject section) {
    return admin.apply(section).onSuccess(done -> {
      inForce.put(PLACES.get(stage).section(), section);
      LOG.info("the providers of {} are now asked in the order {}", stage, done.chain());
    });
  }

  private Future<Void> applyAll(JsonObject config) {
    List<Future<?>> all = new ArrayList<>();
    admins.get().forEach((stage, admin) ->
        all.add(apply(stage, admin, config.getJsonObject(PLACES.get(stage).section()))));
    return Future.all(all).mapEmpty();
  }

  /** The section in force with a change laid over it, checked as a file would be. */
  private JsonObject merged(String stage, JsonObject change) {
    Place place = PLACES.get(stage);
    JsonObject section = inForce.getJsonObject(place.section()).copy();
    JsonObject at = place.inner().isEmpty() ? section : section.getJsonObject(place.inner());
    for (String key : change.fieldNames()) {
      if (!key.equals("chain") && !key.equals("providers")) {
        throw new ConfigException(key + " is unknown, known here: chain, providers");
      }
    }
    if (change.containsKey("chain")) {
      at.put(place.chain(), change.getValue("chain"));
      if (stage.equals("tts")) {
        section.put("engine", "auto");
      }
    }
    if (change.containsKey("providers")) {
      at.put(place.providers(), at.getJsonObject(place.providers()).copy()
          .mergeIn(SecretText.resolved(new JsonObject().put("x", change.getValue("providers")), System.getenv())
              .getJsonObject("x")));
    }
    List<String> faults = MeshConfig.schema().faults(new JsonObject().put(place.section(), section));
    if (!faults.isEmpty()) {
      throw new ConfigException(String.join("\n", faults));
    }
    return section;
  }

  private Future<JsonObject> pictures() {
    JsonObject all = new JsonObject();
    List<Future<?>> asked = new ArrayList<>();
    new LinkedHashMap<>(admins.get()).forEach((stage, admin) ->
        asked.add(admin.picture().onSuccess(picture -> all.put(stage, json(picture)))));
    return Future.join(asked).map(all);
  }

  private static JsonObject json(ProviderAdmin.Picture picture) {
    JsonArray providers = new JsonArray();
    for (Guarded.Status s : picture.providers()) {
      providers.add(new JsonObject().put("name", s.name()).put("type", s.type()).put("local", s.local())
          .put("breaker", s.state()).put("opensInMs", s.opensInMs()).put("running", s.running())
          .put("queued", s.queued()).put("succeeded", s.succeeded()).put("failed", s.failed())
          .put("firstP50Ms", s.firstP50Ms()).put("firstP99Ms", s.firstP99Ms()).put("lastFailure", s.lastFailure()));
    }
    return new JsonObject().put("chain", new JsonArray(picture.chain())).put("providers", providers);
  }

  private static Future<JsonObject> body(HttpServerRequest request) {
    Promise<JsonObject> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(part -> {
      if (body.length() + part.length() <= BODY_BYTES_MAX) {
        body.appendBuffer(part);
      } else {
        whole.tryFail(new ConfigException("the body is longer than " + BODY_BYTES_MAX + " bytes"));
      }
    });
    request.exceptionHandler(whole::tryFail);
    request.endHandler(end -> {
      try {
        whole.tryComplete(new JsonObject(body));
      } catch (DecodeException e) {
        whole.tryFail(new ConfigException("the body is no JSON object"));
      }
    });
    return whole.future();
  }

  private static void reply(HttpServerRequest request, Future<JsonObject> outcome) {
    outcome.onSuccess(json -> send(request, 200, json)).onFailure(failure -> {
      boolean wrong = failure instanceof ConfigException || failure instanceof IllegalArgumentException
          || failure instanceof IllegalStateException || failure instanceof ClassCastException;
      if (!wrong) {
        LOG.error("A request for providers failed", failure);
      }
      error(request, wrong ? 422 : 500, wrong ? String.valueOf(failure.getMessage())
          : "That failed; the node's log says why.");
    });
  }

  private static void error(HttpServerRequest request, int status, String sentence) {
    send(request, status, new JsonObject().put("error", sentence));
  }

  private static void send(HttpServerRequest request, int status, JsonObject body) {
    if (!request.response().ended()) {
      request.response().setStatusCode(status).putHeader("Content-Type", "application/json")
          .end(body.encodePrettily() + "\n");
    }
  }
}
