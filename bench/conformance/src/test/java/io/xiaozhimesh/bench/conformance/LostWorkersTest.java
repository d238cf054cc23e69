package io.xiaozhimesh.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.conformance.MeshClient.Received;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real stages, two of each kind, one of which is lost in the middle of its work: the person is understood and hears
 * the whole answer once.
 */
@Timeout(120)
class LostWorkersTest {

  private static final String WORDS = "see you later";
  private static final int SPEECH_PACKETS = 8;
  /** Longer than the silence that an owner tolerates, shorter than the turn. */
  private static final long FREEZE_MS = 1_200;

  /** When the worker is lost, and which. */
  enum Moment {
    LISTENING_VAD(Role.VAD, AudioFrame.class, 12),
    SPEECH_BEGUN_VAD(Role.VAD, SpeechStarted.class, 1),
    LISTENING_ASR(Role.ASR, UtterancePcm.class, 2),
    RECOGNISING_ASR(Role.ASR, UtteranceEnd.class, 1),
    THINKING_DIALOGUE(Role.DIALOGUE, AnswerOpen.class, 1),
    SPEAKING_TTS(Role.TTS, SpeechFrame.class, SPEECH_PACKETS);

    private final Role role;
    private final Predicate<BusMessage> trigger;
    private final int n;

    Moment(Role role, Class<? extends BusMessage> trigger, int n) {
      this.role = role;
      this.trigger = trigger::isInstance;
      this.n = n;
    }
  }

  private static RunningMesh mesh;
  private static TwoOfEach workers;
  private static FaultyBus bus;
  private static Vertx clients;
  private static SpeechClip clip;
  private static List<byte[]> silence;
  private static List<String> sentences;
  private static long packets;
  private static int devices;

  @BeforeAll
  static void begin() throws Exception {
    clients = Vertx.vertx();
    mesh = Waiting.on(RunningMesh.start(List.of(), new JsonObject()
        .put("auth", new JsonObject().put("key", "a-key-of-this-test-and-of-nothing-else"))
        .put("ingress", new JsonObject().put("socket", new JsonObject().put("port", 0)))
        .put("ota", new JsonObject().put("port", 0))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:lostworkers;DB_CLOSE_DELAY=-1")),
        EnumSet.of(Role.INGRESS, Role.OTA, Role.REGISTRY, Role.PLUGINS)));
    workers = new TwoOfEach(mesh);
    bus = new FaultyBus(mesh.vertx(), "ingress.w." + mesh.bus().node());
    clip = SpeechClip.of(WORDS, SpokenSentence.of(WORDS));
    silence = SpeechClip.silence().packets();
    List<Received> undisturbed = converse();
    sentences = sentences(undisturbed);
    packets = packets(undisturbed);
    assertThat(packets).isGreaterThan(SPEECH_PACKETS);
  }

  @AfterAll
  static void end() {
    Waiting.on(mesh.stop().eventually(clients::close));
  }

  @AfterEach
  void restore() {
    bus.calm();
    workers.restore();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void workerFreezes_turnIsWhole_andWhatItSaysLaterIsNotHeard(Moment moment) throws Exception {
    long before = failovers(moment.role);
    bus.planFreeze(moment.role.key(), moment.trigger, moment.n, FREEZE_MS);
    assertWhole(converse());
    assertThat(failovers(moment.role)).isGreaterThan(before);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void workerIsEnded_turnIsWhole(Moment moment) throws Exception {
    bus.plan(moment.role.key(), moment.trigger, moment.n, workers::undeploy);
    assertWhole(converse());
    assertThat(bus.victim()).isNotEmpty();
  }

  private static void assertWhole(List<Received> turn) {
    assertThat(turn.stream().filter(r -> r.name().equals("stt")).map(Received::text)).containsExactly(WORDS);
    assertThat(sentences(turn)).isEqualTo(sentences);
    assertThat(packets(turn)).isEqualTo(packets);
  }

  private static long failovers(Role role) {
    return mesh.metrics().counted("mesh.ingress.failover", "role", role.key());
  }

  private static List<String> sentences(List<Received> turn) {
    return turn.stream().filter(r -> r.name().equals("tts sentence_start")).map(Received::text).toList();
  }

  private static long packets(List<Received> turn) {
    return turn.stream().filter(r -> r.name().equals("audio")).count();
  }

  private static List<Received> converse() throws Exception {
    try (MeshClient device = new MeshClient(clients, boot())) {
      device.listen("start", "auto");
      device.say(clip.packets());
      Promise<Void> quiet = device.begin(MeshClient.quiet(silence, 20_000));
      List<Received> turn = device.until("closed");
      quiet.tryComplete();
      return turn;
    }
  }

  private static DeviceConfig boot() {
    return Waiting.on(new OtaClient(clients).boot(mesh.httpUrl() + "/xiaozhi/ota/", DeviceIdentity.numbered(devices++)));
  }
}
