package io.xiaozhimesh.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.hop.EchoWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class HopBenchmarkTest {

  @Test
  void shortRun_measuresEveryHopThatIsThere_andSaysOfTheOthersWhatToInstall() {
    EchoWorker.Kit absent = new EchoWorker.Kit("Cobol", "echo", "a compiler", List.of(), Map.of());
    List<EchoWorker.Kit> kits = List.of(EchoWorker.python(), EchoWorker.node(), absent);

    BenchReport report = new HopBenchmark(kits).run(new BenchSettings("", 1, 1, List.of(), line -> { }));

    List<String> expected = new ArrayList<>(List.of("one JVM, one way", "one JVM, request"));
    kits.forEach(kit -> expected.add("worker in " + kit.name() + ", request"
        + (kit.missing().isEmpty() ? "" : ": not measured, install " + kit.missing())));
    expected.addAll(List.of("two JVMs, one way", "two JVMs, request"));
    assertThat(report.measures()).extracting(Measure::name).containsExactlyElementsOf(expected);
    assertThat(report.table()).contains("| worker in Cobol, request: not measured, install a compiler, ms |");
    for (Object each : report.json().getJsonArray("hops")) {
      JsonObject hop = (JsonObject) each;
      if (hop.containsKey("missing")) {
        assertThat(hop.getInteger("n")).isZero();
      } else {
        assertThat(hop.getInteger("n")).as(hop.encode()).isPositive();
        assertThat(hop.getDouble("p50Ms")).as(hop.encode()).isPositive()
            .isLessThanOrEqualTo(hop.getDouble("p99Ms"));
      }
    }
  }
}
