package io.xiaozhimesh.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {

  private static Measure oneTo(int count, double limitMs) {
    Measure measure = new Measure("thing", 3, limitMs);
    for (int i = 1; i <= count; i++) {
      measure.record(i);
    }
    return measure;
  }

  private static BenchReport report(Measure measure, Share share) {
    return new BenchReport("turn", new JsonObject().put("cores", 2), List.of(measure), List.of(share));
  }

  @Test
  void measure_percentiles_areThoseOfTheValues() {
    Measure measure = oneTo(1000, 995);
    assertThat(measure.percentileMs(50)).isCloseTo(500, within(1.0));
    assertThat(measure.percentileMs(99)).isCloseTo(990, within(1.0));
    assertThat(measure.maxMs()).isCloseTo(1000, within(1.0));
    assertThat(measure.kept()).isTrue();
    assertThat(oneTo(1000, 980).kept()).isFalse();
  }

  @Test
  void nothingMeasured_limit_isNotKept() {
    assertThat(oneTo(0, 10).kept()).isFalse();
    assertThat(new Share("s", 1, 0, 0, 0.5).kept()).isFalse();
    assertThat(oneTo(0, Double.POSITIVE_INFINITY).kept()).isTrue();
  }

  @Test
  void report_json_namesConditionsResultsAndVerdict() {
    JsonObject json = report(oneTo(10, 5), new Share("late", 3, 1, 400, 0.5)).json();
    assertThat(json.getBoolean("ok")).isFalse();
    assertThat(json.getJsonObject("conditions").getInteger("cores")).isEqualTo(2);
    assertThat(json.getJsonArray("results").getJsonObject(0).getMap())
        .containsKeys("p50", "p90", "p95", "p99", "p999", "max", "n", "limitP99", "kept");
    assertThat(json.getJsonArray("results").getJsonObject(1).getDouble("percent")).isEqualTo(0.25);
  }

  @Test
  void report_table_showsLimitsAndCounts() {
    assertThat(report(oneTo(10, 5), new Share("late", 3, 1, 400, 0.5)).table())
        .contains("| thing, ms | 3 |", "p99 ≤ 5.0 MISSED", "0.250 %", "| 1 of | 400 |", "kept");
  }

  @Test
  void folder_written_holdsMarkdownJsonAndAPicture(@TempDir Path folder) throws IOException {
    Path markdown = ReportFolder.write(folder.resolve("new"), report(oneTo(10, 5), new Share("late", 3, 1, 400, 1)));
    assertThat(Files.readString(markdown)).contains("# bench turn", "cores=2", "turn-1.svg");
    assertThat(Files.readString(folder.resolve("new/turn-1.svg"))).startsWith("<svg").contains("polyline");
    assertThat(new JsonObject(Files.readString(folder.resolve("new/turn.json"))).getString("bench")).isEqualTo("turn");
  }

  @Test
  void page_ofAReport_holdsItsPicturesAndNeedsNoOtherFile(@TempDir Path folder) throws IOException {
    Measure late = new Measure("lateness of a packet", 3, Double.POSITIVE_INFINITY);
    late.record(0.4);
    late.record(7);
    Measure step = new Measure("step: endpoint <to> transcript", 3, Double.POSITIVE_INFINITY);
    step.record(120);
    JsonObject memory = new JsonObject().put("steps", new JsonArray().add(
        new JsonObject().put("devices", 100).put("kbPerDevice", 31.5)));
    ReportFolder.write(folder, new BenchReport("idle", new JsonObject(), List.of(late, step), List.of(), memory));
    assertThat(Files.readString(folder.resolve("idle.html")))
        .contains("<svg", "100 devices", "31.5 kB", "5 to 10 ms", "endpoint &lt;to&gt; transcript", "120 ms")
        .doesNotContain("src=", "href=");
    assertThat(ImageIO.read(folder.resolve("idle-1.png").toFile()).getWidth()).isEqualTo(960);
    assertThat(late.countBetweenMs(5, 10)).isOne();
    assertThat(late.countBetweenMs(0, 1)).isOne();
    assertThat(late.countBetweenMs(1, 5)).isZero();
  }

  @Test
  void overhead_isTheWaterfallWithoutEndpointAndEngines() {
    TurnEnded turn = new TurnEnded(
        new TurnRef("s", 1, 0), true, "played", 512, 121, 355, 1, 154, 2, 20, 0, "model", List.of());
    assertThat(EngineTime.isWhole(turn)).isTrue();
    assertThat(EngineTime.overheadMs(turn)).isEqualTo(13);
  }

  @Test
  void turnThatWasNotSpoken_isNotWhole() {
    TurnEnded turn = new TurnEnded(
        new TurnRef("s", 1, 0), true, "played", -1, -1, 355, 1, 154, 2, 20, 0, "model", List.of());
    assertThat(EngineTime.isWhole(turn)).isFalse();
  }
}
