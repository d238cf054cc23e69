package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private final Metrics metrics = Metrics.inMemory();

  @Test
  void counts_areKeptPerTagValue() {
    metrics.count("mesh.vad.frames", "reason", "late");
    metrics.count("mesh.vad.frames", "reason", "late");
    metrics.count("mesh.vad.frames", "reason", "stale");

    assertThat(metrics.counted("mesh.vad.frames", "reason", "late")).isEqualTo(2);
    assertThat(metrics.counted("mesh.vad.frames", "reason", "stale")).isEqualTo(1);
    assertThat(metrics.counted("mesh.vad.frames", "reason", "other")).isZero();
  }

  @Test
  void durations_areSummed() {
    metrics.recordMs("mesh.asr.final.ms", 10, "engine", "a");
    metrics.recordMs("mesh.asr.final.ms", 30, "engine", "a");

    assertThat(metrics.registry().get("mesh.asr.final.ms").summary().count()).isEqualTo(2);
    assertThat(metrics.registry().get("mesh.asr.final.ms").summary().totalAmount()).isEqualTo(40);
  }

  @Test
  void gauge_isReadWhenSomebodyLooks() {
    AtomicInteger sessions = new AtomicInteger(1);
    metrics.gauge("mesh.ingress.sessions", sessions::get);
    sessions.set(5);

    assertThat(metrics.registry().get("mesh.ingress.sessions").gauge().value()).isEqualTo(5);
  }
}
