package io.xiaozhimesh.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@ExtendWith(VertxExtension.class)
@Timeout(value = 20, timeUnit = TimeUnit.SECONDS)
class BenchCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
  }

  @Test
  void list_names_everyBenchmarkWithItsLimit() {
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains("turn", "20 ms and 60 ms", "playout", "0.5 %");
  }

  @ParameterizedTest
  @CsvSource({
    "speed,'There is no benchmark \"speed\", there are turn, playout'",
    "turn --seconds 0,--seconds and --warm-up take",
    "turn --sessions 0,should be numbers from 1",
    "turn --url http://h/,should be like ws://",
    "'',Missing required parameter"})
  void wrongCall_exitCodeTwo_saysHowToMendIt(String call, String message) {
    assertThat(run(call.isEmpty() ? new String[0] : call.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void schedule_eachSession_actsOncePerPeriodWhateverHappens(Vertx vertx) {
    Map<Integer, Integer> acted = new ConcurrentHashMap<>();
    new Schedule(vertx, 4, 100).run(390, session -> acted.merge(session, 1, Integer::sum));
    assertThat(acted).containsOnlyKeys(0, 1, 2, 3);
    assertThat(acted.values()).allMatch(times -> times >= 3 && times <= 4);
  }

  @Test
  void conditions_name_whatAReaderNeedsToRepeatIt() {
    BenchSettings settings = new BenchSettings("wss://h/", 5, 2, List.of(), line -> { });
    assertThat(Conditions.of(settings).getMap()).containsEntry("tls", true).containsEntry("seconds", 5)
        .containsKeys("commit", "jdk", "gc", "heapMaxMb", "cores", "warmUpSeconds", "target", "engines");
  }
}
