package io.xiaozhimesh.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class McpBenchmarkTest {

  @Test
  void shortRun_sharesOneProcessAndLosesNothing() {
    JsonObject json = new McpBenchmark().run(new BenchSettings("", 6, 0, List.of(20), line -> { })).json();

    assertThat(json.getLong("calls")).isGreaterThan(60);
    assertThat(json.getLong("failed")).isZero();
    assertThat(json.getLong("lost")).isZero();
    assertThat(json.getInteger("childProcesses")).isEqualTo(1);
    assertThat(json.getInteger("processesSeen")).isEqualTo(2);
    assertThat(json.getDouble("backMs")).isPositive();
  }
}
