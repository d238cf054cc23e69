package io.xiaozhimesh.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.Exchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process, really killed: what it acknowledged must be in the file. */
@Timeout(60)
class H2DurabilityTest {

  @TempDir
  Path directory;

  @Test
  void processKilledAfterAcknowledging_fileOpenedAgain_holdsEverythingAcknowledged() throws Exception {
    String url = "jdbc:h2:file:" + directory.resolve("mesh");
    int acknowledged = appendUntilKilled(url, 50);

    try (Database database = Database.open(url, "mesh", "", 2)) {
      List<String> kept = new ConversationTable(database, 10_000).newest("device", 10_000).stream()
          .map(Exchange::said).toList();

      assertThat(kept).startsWith(IntStream.rangeClosed(1, acknowledged).mapToObj(i -> "said " + i)
          .toArray(String[]::new));
    }
  }

  @Test
  void processKilledTwice_thirdOpening_stillHoldsEverything() throws Exception {
    String url = "jdbc:h2:file:" + directory.resolve("mesh");
    int first = appendUntilKilled(url, 10);
    int second = appendUntilKilled(url, 60);

    try (Database database = Database.open(url, "mesh", "", 2)) {
      assertThat(new ConversationTable(database, 10_000).newest("device", 10_000))
          .hasSizeGreaterThanOrEqualTo(Math.max(first, second));
    }
  }

  private static int appendUntilKilled(String url, int exchanges) throws IOException, InterruptedException {
    Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
        "-cp", System.getProperty("java.class.path"), AppendingProcess.class.getName(), url)
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    int last = 0;
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null && last < exchanges; line = lines.readLine()) {
        last = line.matches("[0-9]+") ? Integer.parseInt(line) : last;
      }
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(child.exitValue()).as("killed with SIGKILL").isEqualTo(128 + 9);
    assertThat(last).isGreaterThanOrEqualTo(exchanges);
    return last;
  }
}
