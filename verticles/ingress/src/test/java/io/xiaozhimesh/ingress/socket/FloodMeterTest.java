package io.xiaozhimesh.ingress.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.ingress.socket.FloodMeter.Verdict;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FloodMeterTest {

  @Test
  void burst_passes_thenTheRateHolds() {
    FloodMeter meter = new FloodMeter(10, 40, 0);
    assertThat(count(meter, 0, 41, 0)).containsOnly(Map.entry(Verdict.PASS, 40), Map.entry(Verdict.DROP, 1));
    assertThat(meter.next(100)).isEqualTo(Verdict.PASS);
    assertThat(meter.next(100)).isEqualTo(Verdict.DROP);
  }

  @Test
  void sentAtTheRate_passesForEver() {
    FloodMeter meter = new FloodMeter(50, 1, 0);
    assertThat(count(meter, 0, 10_000, 20)).containsOnly(Map.entry(Verdict.PASS, 10_000));
  }

  @Test
  void sentALittleTooFast_isDroppedInPart_butNeverAbuse() {
    FloodMeter meter = new FloodMeter(10, 40, 0);
    Map<Verdict, Integer> verdicts = count(meter, 0, 10_000, 70);
    assertThat(verdicts).containsOnlyKeys(Verdict.PASS, Verdict.DROP);
    assertThat(verdicts.get(Verdict.PASS)).isBetween(7_000, 7_100);
  }

  @Test
  void sentAtManyTimesTheRate_becomesAbuse() {
    FloodMeter meter = new FloodMeter(10, 40, 0);
    assertThat(count(meter, 0, 200, 0)).containsOnly(Map.entry(Verdict.PASS, 40), Map.entry(Verdict.DROP, 160));
    assertThat(meter.next(0)).isEqualTo(Verdict.ABUSE);
  }

  private static Map<Verdict, Integer> count(FloodMeter meter, long fromMs, int messages, long everyMs) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int i = 0; i < messages; i++) {
      verdicts.merge(meter.next(fromMs + i * everyMs), 1, Integer::sum);
    }
    return verdicts;
  }
}
