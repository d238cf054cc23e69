package io.xiaozhimesh.ingress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SayEnded;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which announcements with an id are being said or were said here, so that one that is sent again is not said again, and what
 * the registry is told of them; a registry that does not answer is told again a few times. On the verticle's context.
 */
final class SayReports {

  /** Announcements that are remembered; the one that ended first is forgotten first. */
  static final int REMEMBERED_MAX = 10_000;

  private static final int ATTEMPTS_MAX = 6;
  private static final long AGAIN_AFTER_MS = 1_000;

  /** What is known of an announcement. */
  enum Known {
    /** Never met, or ended without a sound: it may be said. */
    NEW,
    /** It waits or is being said. */
    RUNNING,
    /** The device has heard of it. */
    SOUNDED
  }

  private final Vertx vertx;
  private final SessionServices services;
  private final Map<String, Known> known = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
      return size() > REMEMBERED_MAX;
    }
  };

  SayReports(Vertx vertx, SessionServices services) {
    this.vertx = vertx;
    this.services = services;
  }

  Known known(String sayId) {
    return sayId.isEmpty() ? Known.NEW : known.getOrDefault(sayId, Known.NEW);
  }

  void begun(String sayId) {
    if (!sayId.isEmpty()) {
      known.put(sayId, Known.RUNNING);
    }
  }

  /** It was not taken after all. */
  void forget(String sayId) {
    known.remove(sayId);
  }

  /** It is over. */
  void ended(String deviceId, String sayId, boolean sounded) {
    services.count("mesh.ingress.unasked", "outcome", sounded ? "sounded" : "unsaid");
    if (sayId.isEmpty()) {
      return;
    }
    known.remove(sayId);
    if (sounded) {
      known.put(sayId, Known.SOUNDED);
    }
    SayEnded report = new SayEnded(deviceId, sayId, sounded);
    tell(() -> services.ask(Role.REGISTRY, report, Accepted.class, AGAIN_AFTER_MS), 1);
  }

  private void tell(Supplier<Future<?>> report, int attempt) {
    report.get().onFailure(failure -> {
      services.count("mesh.ingress.unasked.report.unanswered");
      if (attempt < ATTEMPTS_MAX) {
        vertx.setTimer(AGAIN_AFTER_MS * attempt, again -> tell(report, attempt + 1));
      }
    });
  }
}
