package io.xiaozhimesh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
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
  @ValueSource(strings = {"--help", "up --help", "config --help", "config check --help", "models --help", "models pull --help"})
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
