package io.xiaozhimesh.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PluginBenchmarkTest {

  @Test
  void shortRun_losesNothingAndSaysSoAtTheTopOfTheJson() {
    JsonObject json = PluginBenchmark.run(new BenchSettings("", 2, 0, List.of(), line -> { }), 6).json();

    assertThat(json.getLong("calls")).isGreaterThan(100);
    assertThat(json.getLong("failed")).isZero();
    assertThat(json.getLong("lost")).isZero();
    assertThat(json.getInteger("swaps")).isEqualTo(6);
    assertThat(json.getInteger("loadersAlive")).isEqualTo(1);
    assertThat(json.getDouble("p99Ms")).isPositive();
    assertThat(json.containsKey("p99DuringSwapMs")).isTrue();
    assertThat(json.getJsonObject("callsByVersion").fieldNames()).containsExactly("1.0.0", "2.0.0");
    assertThat(json.getBoolean("ok")).isTrue();
  }

  @Test
  void somebodyElsesServer_isNotSwapped() {
    assertThatThrownBy(() -> new PluginBenchmark().run(new BenchSettings("ws://x", 1, 0, List.of(), line -> { })))
        .hasMessageContaining("own mesh");
  }
}
