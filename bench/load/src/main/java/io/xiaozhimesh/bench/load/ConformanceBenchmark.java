package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.conformance.BootStatements;
import io.xiaozhimesh.bench.load.conformance.Findings;
import io.xiaozhimesh.bench.load.conformance.Findings.Verdict;
import io.xiaozhimesh.bench.load.conformance.TalkStatements;
import java.util.List;

/** Whether a server keeps what unmodified devices rely on. No measurement, but run, aimed and reported like one. */
final class ConformanceBenchmark implements Benchmark {

  private static final int FIRST_DEVICE = 60_000;

  @Override
  public String name() {
    return "conformance";
  }

  @Override
  public String description() {
    return "numbered statements of the device protocol, each passed, failed or not judged; with --url, --ota or an own mesh";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    try (Ground ground = Ground.of(settings, new JsonObject())) {
      Findings findings = new Findings(settings.progress());
      String ota = ground.server() == null ? settings.otaUrl() : ground.server().otaUrl();
      if (ota.isEmpty()) {
        settings.progress().accept("without --ota statements 1 to 24 are not judged");
      } else {
        new BootStatements(ota).judge(findings);
      }
      try (TalkStatements talk = new TalkStatements(ground.clients(), n -> ground.device(FIRST_DEVICE + n))) {
        talk.judge(findings);
      }
      long judged = findings.count(Verdict.PASS) + findings.count(Verdict.FAIL);
      Share failed = new Share("statements that do not hold", 1, findings.count(Verdict.FAIL), judged, 0);
      return new BenchReport(name(), ground.conditions(), List.of(), List.of(failed), new JsonObject()
          .put("passed", findings.count(Verdict.PASS)).put("failed", findings.count(Verdict.FAIL))
          .put("notJudged", findings.count(Verdict.NOT_JUDGED)).put("statements", findings.json()));
    }
  }
}
