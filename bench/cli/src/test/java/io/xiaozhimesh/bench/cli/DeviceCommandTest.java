package io.xiaozhimesh.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.Wav;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DeviceCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private EchoServer server;

  @TempDir
  private Path folder;

  @BeforeEach
  void start() {
    server = new EchoServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int run(String... args) {
    CommandLine line = new CommandLine(new DeviceCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((failure, at, result) -> {
      at.getErr().println(failure.getMessage());
      return 1;
    });
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
  }

  private Path wav() throws IOException {
    short[] pcm = new short[16_000 / 2];
    for (int i = 0; i < pcm.length * 3 / 4; i++) {
      pcm[i] = (short) (8_000 * Math.sin(i * 0.1));
    }
    Path file = folder.resolve("question.wav");
    new Wav(16_000, pcm).write(file);
    return file;
  }

  @Test
  void sentence_json_isOneDocumentOfTheStatedShape() {
    int exit = run("--url", server.url(), "--text", "what time is it", "--json");
    JsonObject report = new JsonObject(out.toString());
    JsonObject turn = report.getJsonArray("turns").getJsonObject(0);
    assertThat(exit).isZero();
    assertThat(report.getMap()).containsOnlyKeys("url", "sessionId", "turns", "ok");
    assertThat(report.getString("sessionId")).isEqualTo("abc");
    assertThat(report.getBoolean("ok")).isTrue();
    assertThat(turn.getMap()).containsKeys("input", "transcript", "reply", "sentences", "emotion", "tools", "replyWav",
        "replySeconds", "frames", "lateFrames", "speechEndToFirstAudioMs", "waterfallMs", "completed", "error");
    assertThat(turn.getString("transcript")).isEqualTo("what time is it");
    assertThat(turn.getString("reply")).isEqualTo("You said what time is it");
    assertThat(turn.getString("emotion")).isEqualTo("happy");
    assertThat(turn.getInteger("frames")).isEqualTo(4);
    assertThat(turn.getDouble("replySeconds")).isEqualTo(0.24);
    assertThat(turn.getInteger("speechEndToFirstAudioMs")).isBetween(40, 2_000);
    assertThat(turn.getJsonObject("waterfallMs").getMap()).containsOnlyKeys(
        "endpoint", "asrFinal", "firstToken", "firstSentence", "firstAudio", "firstFrame");
    assertThat(err.toString()).contains("saying: what time is it");
  }

  @Test
  void wavInManualMode_answer_isSavedWhereAsked() throws IOException {
    int exit = run("--ota", server.otaUrl(), "--wav", wav().toString(), "--mode", "manual", "--protocol", "1",
        "--save", folder.resolve("answers").toString());
    Path reply = folder.resolve("answers/reply-1.wav");
    assertThat(exit).isZero();
    assertThat(Wav.read(reply).durationMs()).isEqualTo(240);
    assertThat(out.toString()).contains("heard  spoken", "answer You said spoken  (happy)", reply.toString(),
        "1 of 1 turns completed");
  }

  @Test
  void serverHangsUp_turn_failsWithExitCodeOne() {
    int exit = run("--url", server.url(), "--text", "goodbye", "--text", "still there", "--json");
    JsonObject report = new JsonObject(out.toString());
    assertThat(exit).isEqualTo(1);
    assertThat(report.getBoolean("ok")).isFalse();
    assertThat(report.getJsonArray("turns")).hasSize(2);
    assertThat(report.getJsonArray("turns").getJsonObject(0).getString("error")).contains("closed");
    assertThat(report.getJsonArray("turns").getJsonObject(1).getBoolean("completed")).isFalse();
  }

  @Test
  void nobodyListens_connection_failsWithExitCodeOne() {
    assertThat(run("--url", "ws://127.0.0.1:1/", "--text", "x")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void unboundDevice_ota_saysTheCode() {
    try (EchoServer unbound = new EchoServer(
        new JsonObject().put("activation", new JsonObject().put("code", "246810")))) {
      assertThat(run("--ota", unbound.otaUrl(), "--text", "x")).isEqualTo(1);
    }
    assertThat(err.toString()).contains("enter the code 246810");
  }

  @ParameterizedTest
  @CsvSource({
    "--url ws://h/,Nothing to say",
    "--text x,Missing required argument",
    "--url ftp://h/ --text x,should be like ws://",
    "--ota ws://h/ --text x,should be like http://",
    "--url ws://h/ --text x --protocol 4,'should be 1, 2 or 3'",
    "--url ws://h/ --text x --mode loud,Invalid value for option '--mode'",
    "--url ws://h/ --text x --device-id 17,should be like aa:bb",
    "--url ws://h/ --wav /no/such.wav,give a 16-bit PCM WAV"})
  void wrongCall_exitCodeTwo_saysHowToMendIt(String call, String message) {
    assertThat(run(call.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void help_shows_examples() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Examples:", "mesh device --url ws://", "--save", "Exit codes:");
  }

  @Test
  void savedNowhere_answer_liesInATemporaryFolder() throws IOException {
    run("--url", server.url(), "--text", "x", "--json");
    JsonObject turn = new JsonObject(out.toString()).getJsonArray("turns").getJsonObject(0);
    Path reply = Path.of(turn.getString("replyWav"));
    assertThat(Wav.read(reply).durationMs()).isEqualTo(240);
    Files.delete(reply);
    Files.delete(reply.getParent());
  }
}
