package io.xiaozhimesh.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import me.normanmaurer.maven.autobahntestsuite.AutobahnTestSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.python.util.jython;

/**
 * The Autobahn test suite against the device server. Every case must behave as {@code autobahn/expected.txt} says; the
 * report with the bytes of each case lies in {@code target/autobahn-reports/index.html}. Left out are messages of
 * megabytes (9), which measure the suite's own interpreter, and compression (12, 13), which the server never
 * negotiates.
 */
@Tag("autobahn")
class AutobahnTest {

  private static final String AGENT = "mesh";
  private static final String LEFT_OUT = "9.*,12.*,13.*";
  private static final int SUITE_S_MAX = 240;
  private static final Path SCRIPT = Path.of("autobahn", "fuzz.py");
  private static final Path EXPECTED = Path.of("autobahn", "expected.txt");
  private static final Path ACTUAL = Path.of("target", "autobahn-actual.txt");
  private static final Path LOG = Path.of("target", "autobahn.log");
  private static final Path REPORTS = Path.of("target", "autobahn-reports");

  @Test
  void everyCase_behavesAsExpected_andNoneFails() throws Exception {
    Vertx vertx = Vertx.vertx();
    EchoServer server = new EchoServer(vertx, 0);
    try {
      server.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      String url = "ws://127.0.0.1:" + server.port() + EchoServer.TARGET;
      runSuite(url);
    } finally {
      server.stop().eventually(vertx::close).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    List<String> actual = results();
    Files.write(ACTUAL, actual);
    assertThat(actual).noneMatch(line -> line.contains("FAILED") || line.contains("WRONG CODE"));
    assertThat(actual).containsExactlyElementsOf(Files.readAllLines(EXPECTED));
  }

  private static void runSuite(String url) throws Exception {
    String classPath = String.join(File.pathSeparator, jarOf(AutobahnTestSuite.class), jarOf(jython.class));
    Process suite = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m", "-cp", classPath, jython.class.getName(), SCRIPT.toString(),
        url, AGENT, REPORTS.toString(), "*", LEFT_OUT)
        .redirectErrorStream(true)
        .redirectOutput(LOG.toFile())
        .start();
    try {
      assertThat(suite.waitFor(SUITE_S_MAX, TimeUnit.SECONDS)).as("the suite ends by itself").isTrue();
      assertThat(suite.exitValue()).as("exit value, see " + LOG).isZero();
    } finally {
      suite.destroyForcibly();
    }
  }

  private static String jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** One line per case: its number, its behavior, and its behavior at the close. */
  private static List<String> results() throws IOException {
    JsonNode cases = new ObjectMapper().readTree(REPORTS.resolve("index.json").toFile()).get(AGENT);
    List<String> lines = new ArrayList<>();
    cases.properties().forEach(c -> lines.add(String.join(" | ",
        c.getKey(), c.getValue().get("behavior").textValue(), c.getValue().get("behaviorClose").textValue())));
    lines.sort(Comparator.comparing(AutobahnTest::number));
    return lines;
  }

  private static String number(String line) {
    StringBuilder padded = new StringBuilder();
    for (String part : line.split(" ")[0].split("\\.")) {
      padded.append(String.format("%03d.", Integer.parseInt(part)));
    }
    return padded.toString();
  }
}
