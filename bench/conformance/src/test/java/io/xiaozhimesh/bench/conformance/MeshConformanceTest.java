package io.xiaozhimesh.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.OpusPacket;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.conformance.MeshClient.Received;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.bench.device.firmware.ListeningMode;
import io.xiaozhimesh.bench.device.firmware.PacketFraming;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The numbered statements that need ears and a voice: the whole mesh with its real recogniser and synthesiser, met over
 * HTTP and WebSocket only.
 */
@Timeout(120)
class MeshConformanceTest {

  private static final long NOISE_SEED = 20_260_101;
  private static final int SPEECH_PAUSE_MS = 1_500;

  private static RunningMesh mesh;
  private static Vertx clients;
  private static SpeechClip question;
  private static SpeechClip joke;
  private static SpeechClip goodbye;
  private static List<byte[]> silence;
  private static int devices;
  private DeviceConfig config;

  @BeforeAll
  static void begin() {
    clients = Vertx.vertx();
    mesh = Waiting.on(RunningMesh.start(new JsonObject()
        .put("auth", new JsonObject().put("key", "a-key-of-this-test-and-of-nothing-else"))
        .put("ingress", new JsonObject().put("socket", new JsonObject().put("port", 0)))
        .put("ota", new JsonObject().put("port", 0))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:conformance;DB_CLOSE_DELAY=-1"))));
    question = clip("what time is it");
    joke = clip("tell me a joke");
    goodbye = clip("see you later");
    silence = SpeechClip.silence().packets();
  }

  @AfterAll
  static void end() {
    Waiting.on(mesh.stop().eventually(clients::close));
  }

  @BeforeEach
  void boot() {
    config = bootNext();
  }

  @Test
  void statement48_auto_speechThenDtxSilence_yieldsOneTranscript() throws Exception {
    try (MeshClient device = new MeshClient(clients, config)) {
      device.listen("start", "auto");
      device.say(question.packets());
      Promise<Void> quiet = device.begin(MeshClient.quiet(silence, 20_000));
      List<Received> reply = device.until("tts stop");
      quiet.tryComplete();
      assertThat(transcripts(reply)).containsExactly("what time is it");
      assertThat(device.settled()).isEmpty();
    }
  }

  @Test
  void statement49_auto_nothingSentAfterSpeech_theTurnEndsAllTheSame() throws Exception {
    try (MeshClient device = new MeshClient(clients, config)) {
      device.listen("start", "auto");
      device.say(question.packets().subList(0, question.lastVoicedPacket() + 1));
      assertThat(transcripts(device.until("tts stop"))).containsExactly("what time is it");
    }
  }

  @Test
  void statement50_manual_longPauseInside_transcriptComesOnlyAfterListenStop() throws Exception {
    try (MeshClient device = new MeshClient(clients, config)) {
      device.listen("start", "manual");
      device.say(MeshClient.quiet(silence, SPEECH_PAUSE_MS));
      device.say(question.packets());
      device.say(MeshClient.quiet(silence, SPEECH_PAUSE_MS));
      assertThat(device.settled()).isEmpty();
      device.listen("stop", "");
      List<Received> reply = device.until("tts stop");
      assertThat(transcripts(reply)).hasSize(1).allMatch(text -> !text.isBlank());
    }
  }

  @Test
  void statement51_statement53_silenceAndNoise_showAndSayNothing() throws Exception {
    System.out.println("noise seed " + NOISE_SEED);
    List<byte[]> noise = SpeechClip.of("noise", new Wav(SpeechClip.SAMPLE_RATE_HZ, noise(3_000))).packets();
    try (MeshClient device = new MeshClient(clients, config)) {
      device.listen("start", "manual");
      device.listen("stop", "");
      assertThat(device.settled()).isEmpty();
      device.listen("start", "auto");
      device.say(MeshClient.quiet(silence, 2_000));
      device.say(noise);
      device.say(MeshClient.quiet(silence, 2_000));
      assertThat(device.settled()).isEmpty();
      device.say(question.packets());
      assertThat(transcripts(device.until("tts stop"))).hasSize(1).allMatch(text -> text.startsWith("what time is it"));
    }
  }

  @Test
  void statement57_rubbishPackets_closeNothingAndTheNextWordsAreUnderstood() throws Exception {
    Random random = new Random(NOISE_SEED);
    try (MeshClient device = new MeshClient(clients, config)) {
      device.listen("start", "auto");
      for (int length : new int[] {0, 1, 2, 3, 40, 400, 1_275, 2_000}) {
        byte[] rubbish = new byte[length];
        random.nextBytes(rubbish);
        device.packet(rubbish);
      }
      device.packet(new byte[] {(byte) 0x59, 1, 2, 3, 4});
      device.listen("start", "auto");
      device.say(question.packets());
      assertThat(transcripts(device.until("tts stop"))).containsExactly("what time is it");
    }
  }

  @ParameterizedTest
  @EnumSource(PacketFraming.class)
  void statement58_statement59_allModes_converseInEveryFramingOverOta(PacketFraming framing) {
    DeviceNetwork network = new DeviceNetwork(clients, ListeningMode.values().length);
    List<Future<DeviceTurn>> turns = new ArrayList<>();
    for (ListeningMode mode : ListeningMode.values()) {
      ScriptedDevice device = network.device(bootNext().withFraming(framing).withMode(mode));
      turns.add(device.connect()
          .compose(hello -> device.say(question))
          .compose(said -> device.awaitTurn())
          .eventually(device::close));
    }
    Waiting.on(Future.join(turns));
    Waiting.on(network.close());
    assertThat(turns).extracting(Future::result).allSatisfy(turn -> {
      assertThat(turn.completed()).isTrue();
      assertThat(turn.transcript()).isEqualTo("what time is it");
      assertThat(turn.frames().dropped()).isZero();
      assertThat(turn.reply().pcm()).isNotEmpty();
    });
  }

  @Test
  void statement36_statement65_everyPacket_isMonoOpusOfTheAnnouncedDuration() throws Exception {
    try (MeshClient device = new MeshClient(clients, config)) {
      int announcedMs = device.hello().getJsonObject("audio_params").getInteger("frame_duration");
      device.text("{\"type\":\"listen\",\"state\":\"detect\",\"text\":\"tell me a joke\"}");
      List<byte[]> packets = device.until("tts stop").stream().map(Received::opus).filter(o -> o != null).toList();
      assertThat(packets).hasSizeGreaterThan(20).allSatisfy(packet -> {
        OpusPacket opus = OpusPacket.parse(packet).orElseThrow();
        assertThat(opus.channels()).isOne();
        assertThat(opus.durationMs()).isEqualTo(announcedMs);
      });
    }
  }

  @ParameterizedTest
  @EnumSource(value = ListeningMode.class, names = {"AUTO", "REALTIME"})
  void statement70_afterTtsStop_speechIsHeardWithoutListenStart(ListeningMode mode) throws Exception {
    try (MeshClient device = new MeshClient(clients, config)) {
      device.listen("start", mode.wire());
      device.say(question.packets());
      device.await("tts stop");
      device.say(joke.packets());
      assertThat(transcripts(device.until("tts stop"))).containsExactly("tell me a joke");
    }
  }

  @Test
  void statement76_realtime_voiceDuringSpeech_stopsItAndIsAnswered() throws Exception {
    try (MeshClient device = new MeshClient(clients, config)) {
      device.listen("start", "realtime");
      device.say(joke.packets());
      device.await("tts sentence_start");
      device.await("audio");
      Promise<Void> interruption = device.begin(question.packets());
      device.await("tts stop");
      assertThat(interruption.future().isComplete()).as("stopped before the speaker had finished").isFalse();
      assertThat(transcripts(device.until("tts stop"))).containsExactly("what time is it");
    }
  }

  @Test
  void statement88_exitPhrase_isShownAnsweredAndClosed() throws Exception {
    try (MeshClient device = new MeshClient(clients, config)) {
      device.listen("start", "auto");
      device.say(goodbye.packets());
      List<Received> end = device.until("closed");
      assertThat(end.stream().map(Received::name).filter(name -> !name.equals("audio") && !name.equals("llm")).distinct())
          .containsExactly("stt", "tts start", "tts sentence_start", "tts stop", "closed");
    }
  }

  private static DeviceConfig bootNext() {
    return Waiting.on(new OtaClient(clients).boot(mesh.httpUrl() + "/xiaozhi/ota/", DeviceIdentity.numbered(devices++)));
  }

  private static SpeechClip clip(String words) {
    return SpeechClip.of(words, SpokenSentence.of(words));
  }

  private static List<String> transcripts(List<Received> all) {
    return all.stream().filter(r -> r.name().equals("stt")).map(Received::text).toList();
  }

  /** A fan at some distance. */
  private static short[] noise(int ms) {
    Random random = new Random(NOISE_SEED);
    short[] pcm = new short[SpeechClip.SAMPLE_RATE_HZ / 1_000 * ms];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (random.nextGaussian() * 300);
    }
    return pcm;
  }
}
