package io.xiaozhimesh.launcher;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.AuditEntry;
import io.xiaozhimesh.protocol.bus.AuditListed;
import io.xiaozhimesh.protocol.bus.AuditRow;
import io.xiaozhimesh.protocol.bus.AuditVerified;
import io.xiaozhimesh.protocol.bus.AuditVerifyWanted;
import io.xiaozhimesh.protocol.bus.AuditWanted;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.stage.StageContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The account of what tools have done, for operators: {@code GET /audit?device=&before=&rows=}, newest first, and
 * {@code GET /audit/verify}, which names the first row that was edited. Wherever in the mesh the registry is.
 */
final class AuditRoutes {

  private static final String ROOT = "/audit";
  private static final int ROWS_DEFAULT = 100;
  private static final int ROWS_MAX = 500;
  private static final int LIST_DEADLINE_MS = 5_000;
  private static final int VERIFY_DEADLINE_MS = 60_000;

  private final StageContext context;
  private final OperatorAccess access;

  AuditRoutes(StageContext context, OperatorAccess access) {
    this.context = context;
    this.access = access;
  }

  static boolean matches(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + '/');
  }

  void answer(HttpServerRequest request) {
    if (!access.allows(request)) {
      error(request, access.refusal(), "The audit is for operators: from the node's own machine, or with node.adminToken.");
    } else if (request.method().equals(HttpMethod.GET) && request.path().equals(ROOT)) {
      list(request);
    } else if (request.method().equals(HttpMethod.GET) && request.path().equals(ROOT + "/verify")) {
      verify(request);
    } else {
      error(request, 404, "There are GET /audit and GET /audit/verify.");
    }
  }

  private void list(HttpServerRequest request) {
    Optional<Long> before = number(request, "before", 0);
    Optional<Long> rows = number(request, "rows", ROWS_DEFAULT);
    if (before.isEmpty() || rows.isEmpty() || rows.get() < 1 || rows.get() > ROWS_MAX) {
      error(request, 400, "before is a number, and rows is one from 1 to " + ROWS_MAX + '.');
      return;
    }
    String device = Optional.ofNullable(request.getParam("device")).orElse("");
    context.directory().lease(Role.REGISTRY, new AuditWanted(before.get(), rows.get().intValue(), device),
            AuditListed.class, LIST_DEADLINE_MS)
        .onSuccess(lease -> {
          JsonArray listed = new JsonArray();
          lease.answer().rows().forEach(row -> listed.add(json(row)));
          send(request, 200, new JsonObject().put("rows", listed));
        })
        .onFailure(failure -> unanswered(request, failure));
  }

  private void verify(HttpServerRequest request) {
    context.directory().lease(Role.REGISTRY, new AuditVerifyWanted(context.bus().node()), AuditVerified.class,
            VERIFY_DEADLINE_MS)
        .onSuccess(lease -> {
          AuditVerified verified = lease.answer();
          send(request, 200, new JsonObject().put("whole", verified.brokenSequence() == 0)
              .put("rows", verified.rows()).put("brokenSequence", verified.brokenSequence())
              .put("problem", verified.problem()));
        })
        .onFailure(failure -> unanswered(request, failure));
  }

  private static Optional<Long> number(HttpServerRequest request, String name, long otherwise) {
    String given = request.getParam(name);
    if (given == null) {
      return Optional.of(otherwise);
    }
    return given.matches("\\d{1,18}") ? Optional.of(Long.valueOf(given)) : Optional.empty();
  }

  private static JsonObject json(AuditRow row) {
    AuditEntry entry = row.entry();
    return new JsonObject().put("sequence", row.sequence()).put("at", Instant.ofEpochMilli(entry.atMs()).toString())
        .put("device", entry.deviceId()).put("agent", entry.agentId()).put("session", entry.sessionId())
        .put("turn", entry.turnId()).put("tool", entry.tool()).put("origin", entry.origin())
        .put("effect", name(entry.effect())).put("decision", name(entry.decision()))
        .put("outcome", name(entry.outcome())).put("durationMs", entry.durationMs())
        .put("arguments", entry.arguments()).put("hash", row.hash());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void unanswered(HttpServerRequest request, Throwable failure) {
    error(request, 503, "The registry did not answer: " + MeshException.of(failure).error() + '.');
  }

  private static void error(HttpServerRequest request, int status, String sentence) {
    send(request, status, new JsonObject().put("error", sentence));
  }

  private static void send(HttpServerRequest request, int status, JsonObject body) {
    request.response().setStatusCode(status).putHeader("Content-Type", "application/json")
        .end(body.encodePrettily() + "\n");
  }
}
