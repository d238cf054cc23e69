package io.xiaozhimesh.bench.load.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.conformance.Findings.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

  @Test
  void looks_passFailAndThoseThatCannotJudge_areCountedAndToldByNumber() {
    List<String> told = new ArrayList<>();
    Findings findings = new Findings(told::add);
    findings.judge(33, "one hello", () -> "two hellos");
    findings.judge(2, "slashes", () -> "");
    findings.judge(7, "no MQTT", () -> {
      throw new Findings.NotJudged("an MQTT deployment");
    });
    findings.judge(9, "fits", () -> {
      throw new IllegalStateException("no answer");
    });
    assertThat(findings.count(Verdict.PASS)).isEqualTo(1);
    assertThat(findings.count(Verdict.FAIL)).isEqualTo(2);
    assertThat(findings.count(Verdict.NOT_JUDGED)).isEqualTo(1);
    assertThat(told).first().asString().contains("33", "fail", "one hello", "two hellos");
    assertThat(findings.json()).extracting(f -> ((JsonObject) f).getInteger("number")).containsExactly(2, 7, 9, 33);
  }
}
