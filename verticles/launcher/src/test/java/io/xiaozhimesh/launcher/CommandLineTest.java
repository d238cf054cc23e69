package io.xiaozhimesh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  @Test
  void noCommand_run_isAWrongCallInOneLine() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "up --help", "top --help", "config --help", "config check --help", "models --help", "models pull --help"})
  void help_run_showsUsage(String call) {
    assertThat(run(call.split(" "))).isZero();
    assertThat(out.toString()).contains("Usage: mesh");
  }

  @Test
  void unknownStage_up_namesTheStagesThereAre() {
    assertThat(run("up", "--stages", "vad,ears")).isEqualTo(2);
    assertThat(err.toString()).contains("ears").contains("ingress").contains("registry");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void portThatIsNoNumber_up_isAWrongCall() {
    assertThat(run("up", "--port", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--port").contains("up --help");
  }

  @Test
  void noManagementPort_top_saysHowToHaveOne(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("none.yaml"), "node:\n  managementPort: -1\n");
    assertThat(run("top", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("node.managementPort is -1").contains("--url");
  }

  @Test
  void nobodyThere_top_saysSoInOneLine() {
    assertThat(run("top", "--json", "--url", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).contains("http://127.0.0.1:1/nodes does not answer");
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void addressThatIsNone_top_isAWrongCall() {
    assertThat(run("top", "--url", "no address")).isEqualTo(2);
    assertThat(err.toString()).contains("--url is no address");
  }

  @Test
  void clusterWithoutSecretOnTheNetwork_up_isRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("open.yaml"), "cluster:\n  host: 10.0.0.1\n");

    assertThat(run("up", "--cluster", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("cluster.secret is empty").contains("10.0.0.1");
  }

  @Test
  void missingFile_configCheck_saysWhich() {
    assertThat(run("config", "check", "/absent.yaml")).isEqualTo(2);
    assertThat(err.toString()).contains("/absent.yaml");
  }

  @Test
  void defaults_configShow_areComplete() {
    assertThat(run("config", "show")).isZero();
    assertThat(out.toString()).contains("\"ingress\"").contains("\"endpointDelayMs\"");
  }

  @Test
  void unknownModel_pull_isAWrongCall() {
    assertThat(run("models", "pull", "ears")).isEqualTo(2);
    assertThat(err.toString()).contains("ears");
  }
}
