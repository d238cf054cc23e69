package io.xiaozhimesh.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ProvidersBenchmarkTest {

  @Test
  void smallRun_measuresBothWays_recoversFromEachFault_andLosesNothing() {
    BenchReport report = ProvidersBenchmark.run(new BenchSettings("", 1, 0, List.of(), text -> { }), 20, 50);

    JsonObject json = report.json();
    assertThat(report.measures()).hasSize(8).allMatch(measure -> measure.count() >= 1);
    assertThat(json.fieldNames()).contains("addedP50Ms", "addedP99Ms");
    for (String fault : List.of("killed", "slow", "rubbish")) {
      assertThat(json.getLong("recovered_" + fault + "_ms")).as(fault).isBetween(0L, 29_999L);
    }
    assertThat(report.shares()).singleElement().extracting(Share::part).isEqualTo(0L);
  }
}
