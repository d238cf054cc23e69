package io.xiaozhimesh.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import io.xiaozhimesh.bench.load.faults.Fault;
import io.xiaozhimesh.bench.load.faults.StandInService;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A spoken conversation with the whole mesh over its real interfaces, while the first provider of each stage in turn is
 * killed, slowed to ten seconds or made to answer rubbish. The services are stand-ins on sockets; behind each stands what
 * the mesh has by itself, for the model a second service.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class FailingProvidersTest {

  private static final String REMARK = "tell me a joke";
  private static final String CLOUD_ANSWER = "The cloud says hello.";
  private static final String BACKUP_ANSWER = "The backup says hello.";

  @TempDir
  static Path folder;

  private final Vertx services = Vertx.vertx();
  private StandInService ears;
  private StandInService mind;
  private StandInService backup;
  private StandInService mouth;
  private RunningMesh mesh;
  private int devices;

  @BeforeAll
  void start() {
    ears = service(CLOUD_ANSWER);
    mind = service(CLOUD_ANSWER);
    backup = service(BACKUP_ANSWER);
    mouth = service(CLOUD_ANSWER);
    mesh = Waiting.on(RunningMesh.start(DemoCommand.overrides().mergeIn(new JsonObject()
        .put("asr", new JsonObject().put("chain", new JsonArray().add("cloud").add("commands"))
            .put("cache", new JsonObject().put("entriesMax", 0))
            .put("providers", new JsonObject().put("cloud", new JsonObject().put("type", "standin").put("url", ears.url()))))
        .put("dialogue", new JsonObject().put("intents", "never").put("chain", new JsonArray().add("cloud").add("backup"))
            .put("models", new JsonObject().put("cloud", openAi(mind)).put("backup", openAi(backup))))
        .put("tts", new JsonObject().put("engines", new JsonArray().add("cloud").add("freetts"))
            .put("cache", new JsonObject().put("entriesMax", 0)).put("disk", new JsonObject().put("dir", ""))
            .put("providers", new JsonObject().put("cloud",
                new JsonObject().put("type", "openai").put("url", mouth.url())))), true)));
  }

  private StandInService service(String answer) {
    return Waiting.on(new StandInService(services, REMARK, answer, 1).start());
  }

  private static JsonObject openAi(StandInService service) {
    return new JsonObject().put("type", "openai").put("baseUrl", service.url()).put("model", "m");
  }

  @AfterAll
  void stop() {
    Waiting.on(mesh.stop());
    Waiting.on(services.close());
  }

  /** One device, one spoken remark. */
  private TurnReport talk() throws IOException {
    DeviceIdentity identity = DeviceIdentity.of("02:00:00:00:01:%02x".formatted(++devices));
    DeviceConfig config = Boot.ask(mesh.vertx(), mesh.httpUrl() + "/xiaozhi/ota/", identity);
    TurnWitness witness = new BusWitness(mesh.vertx(), mesh.bus());
    Consumer<String> quiet = text -> { };
    ConversationReport report = new Conversation(new DeviceNetwork(mesh.vertx(), devices).device(config), witness,
        ReplyFiles.in(folder), quiet).hold(config.url(), List.of(Remark.ofSound(REMARK, SpokenSentence.of(REMARK))));
    return report.turns().get(0);
  }

  private long answered(String stage, String provider) {
    return mesh.metrics().counted("mesh.provider.attempts", "stage", stage, "provider", provider, "outcome", "answered");
  }

  private void assertAnswered(Map<String, String> by) throws IOException {
    Map<String, List<String>> all = Map.of("asr", List.of("cloud", "commands"), "dialogue", List.of("cloud", "backup"),
        "tts", List.of("cloud", "freetts"));
    Map<String, Long> before = new HashMap<>();
    all.forEach((stage, names) -> names.forEach(name -> before.put(stage + name, answered(stage, name))));
    TurnReport turn = talk();

    assertThat(turn.error()).isNull();
    assertThat(turn.turn().transcript()).isEqualTo(REMARK);
    assertThat(turn.turn().sentences()).contains(
        by.get("dialogue").equals("cloud") ? CLOUD_ANSWER : BACKUP_ANSWER);
    assertThat(turn.json().getString("source")).isEqualTo(by.get("dialogue"));
    assertThat(turn.turn().frames().received()).isPositive();
    by.forEach((stage, name) ->
        assertThat(answered(stage, name) - before.get(stage + name)).as(stage + " by " + name).isPositive());
  }

  @Test
  void nothingWrong_theFirstOfEachStageAnswers() throws IOException {
    assertAnswered(Map.of("asr", "cloud", "dialogue", "cloud", "tts", "cloud"));
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = {"KILLED", "SLOW", "RUBBISH"})
  void recogniserBroken_theNextHearsTheSameSound(Fault fault) throws IOException {
    broken(ears, fault, Map.of("asr", "commands", "dialogue", "cloud", "tts", "cloud"));
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = {"KILLED", "SLOW", "RUBBISH"})
  void modelBroken_theNextAnswers(Fault fault) throws IOException {
    broken(mind, fault, Map.of("asr", "cloud", "dialogue", "backup", "tts", "cloud"));
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, names = {"KILLED", "SLOW", "RUBBISH"})
  void voiceBroken_theNextSpeaks(Fault fault) throws IOException {
    broken(mouth, fault, Map.of("asr", "cloud", "dialogue", "cloud", "tts", "freetts"));
  }

  private void broken(StandInService service, Fault fault, Map<String, String> by) throws IOException {
    Waiting.on(service.fault(fault));
    try {
      assertAnswered(by);
    } finally {
      Waiting.on(service.fault(Fault.NONE));
    }
  }

  @Test
  void everyFirstProviderFailsOneRequestInFive_everyTurnCompletes() throws IOException {
    List<StandInService> first = List.of(ears, mind, mouth);
    first.forEach(service -> Waiting.on(service.fault(Fault.FLAKY)));
    try {
      for (int i = 0; i < 5; i++) {
        assertThat(talk().error()).isNull();
      }
    } finally {
      first.forEach(service -> Waiting.on(service.fault(Fault.NONE)));
    }
  }

  @Test
  void everyModelGone_anIntentOrAnExcuseIsSpoken_andTheTurnEnds() throws IOException {
    Waiting.on(mind.fault(Fault.KILLED));
    Waiting.on(backup.fault(Fault.KILLED));
    try {
      TurnReport turn = talk();
      assertThat(turn.error()).isNull();
      assertThat(turn.turn().sentences().toString()).containsIgnoringCase("sorry");
    } finally {
      Waiting.on(mind.fault(Fault.NONE));
      Waiting.on(backup.fault(Fault.NONE));
    }
  }
}
