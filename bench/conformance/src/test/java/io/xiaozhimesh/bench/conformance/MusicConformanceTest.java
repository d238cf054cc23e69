package io.xiaozhimesh.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.bench.conformance.MeshClient.Received;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Music over real sockets. The pieces are p3 files whose packets fit the downlink, so that they are passed on as they are and
 * every packet of the device can be told from speech. The mesh ends idle sessions after a second and a half.
 */
@Timeout(120)
class MusicConformanceTest {

  private static final int IDLE_MS = 1_500;
  private static final int SHORT_MS = 4_200;
  private static final int LONG_MS = 120_000;

  @TempDir
  private static Path folder;

  private static RunningMesh mesh;
  private static Vertx clients;
  private static int devices;

  @BeforeAll
  static void begin() throws IOException {
    piece("Short Waltz.p3", 330, SHORT_MS);
    piece("Long March.p3", 550, LONG_MS);
    clients = Vertx.vertx();
    mesh = Waiting.on(RunningMesh.start(new JsonObject()
        .put("auth", new JsonObject().put("key", "a-key-of-this-test-and-of-nothing-else"))
        .put("ingress", new JsonObject().put("socket", new JsonObject().put("port", 0))
            .put("turn", new JsonObject().put("idleTimeoutMs", IDLE_MS)))
        .put("ota", new JsonObject().put("port", 0))
        .put("node", new JsonObject().put("managementPort", -1))
        .put("tts", new JsonObject().put("audio", new JsonObject().put("dir", folder.toString())))
        .put("plugins", new JsonObject().put("toolSections",
            new JsonObject().put("play_music", new JsonObject().put("dir", folder.toString()))))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:music;DB_CLOSE_DELAY=-1"))));
  }

  @AfterAll
  static void end() {
    Waiting.on(mesh.stop().eventually(clients::close));
  }

  @Test
  void piece_isPlayedWhole_longerThanTheIdleTimeout() throws Exception {
    try (MeshClient device = new MeshClient(clients, bootNext())) {
      say(device, "play short waltz");
      List<Received> turn = device.until("tts stop");

      assertThat(turn.stream().filter(m -> m.name().equals("tts sentence_start")).map(Received::text))
          .containsExactly("Playing Short Waltz.", "Short Waltz");
      Set<String> packets = packets("Short Waltz.p3");
      assertThat(turn.stream().filter(m -> m.name().equals("audio") && packets.contains(hex(m.opus()))).count())
          .isEqualTo(SHORT_MS / 60);
    }
  }

  @Test
  void interruptedPiece_endsAtOnce_andNothingOfItSoundsLater() throws Exception {
    Set<String> packets = packets("Long March.p3");
    try (MeshClient device = new MeshClient(clients, bootNext())) {
      say(device, "play long march");
      untilMusic(device, packets, 20);
      device.text("{\"type\":\"abort\",\"reason\":\"wake_word_detected\"}");
      device.until("tts stop");
      assertThat(device.settled()).isEmpty();

      say(device, "what time is it");
      List<Received> answer = device.until("tts stop");
      assertThat(answer.stream().filter(m -> m.name().equals("audio")))
          .isNotEmpty().noneMatch(m -> packets.contains(hex(m.opus())));
    }
  }

  @Test
  void wordsWhileItPlays_overtakeIt() throws Exception {
    Set<String> packets = packets("Long March.p3");
    try (MeshClient device = new MeshClient(clients, bootNext())) {
      say(device, "play long march");
      untilMusic(device, packets, 5);
      say(device, "stop the music");
      device.until("tts stop");
      List<Received> answer = device.until("tts stop");

      assertThat(answer.stream().filter(m -> m.name().equals("tts sentence_start")).map(Received::text))
          .containsExactly("Okay.");
      assertThat(answer.stream().filter(m -> m.name().equals("audio"))).noneMatch(m -> packets.contains(hex(m.opus())));
    }
  }

  private static void say(MeshClient device, String words) {
    device.text(new JsonObject().put("type", "listen").put("state", "detect").put("text", words).encode());
  }

  private static void untilMusic(MeshClient device, Set<String> packets, int n) throws InterruptedException {
    for (int heard = 0; heard < n;) {
      Received next = device.next();
      heard += next.name().equals("audio") && packets.contains(hex(next.opus())) ? 1 : 0;
    }
  }

  /** A tone that wavers, so that no two packets are alike and none is one of speech. */
  private static void piece(String name, double hz, int ms) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OpusEncoder encoder = OpusCodec.detect().encoder(16_000, 60, 3, false)) {
      for (int at = 0; at < ms * 16; at += encoder.frameSamples()) {
        short[] pcm = new short[encoder.frameSamples()];
        for (int i = 0; i < pcm.length; i++) {
          double s = (at + i) / 16_000.0;
          pcm[i] = (short) (9_000 * Math.sin(2 * Math.PI * hz * s + 3 * Math.sin(1.7 * s) + s * s));
        }
        byte[] packet = encoder.encode(pcm, 0);
        out.write(new byte[] {0, 0, (byte) (packet.length >> 8), (byte) packet.length});
        out.write(packet);
      }
    }
    Files.write(folder.resolve(name), out.toByteArray());
  }

  private static Set<String> packets(String name) throws IOException {
    byte[] p3 = Files.readAllBytes(folder.resolve(name));
    List<byte[]> packets = new ArrayList<>();
    for (int at = 0; at < p3.length;) {
      int length = (p3[at + 2] & 0xFF) << 8 | p3[at + 3] & 0xFF;
      packets.add(java.util.Arrays.copyOfRange(p3, at + 4, at + 4 + length));
      at += 4 + length;
    }
    return packets.stream().map(MusicConformanceTest::hex).collect(Collectors.toSet());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static DeviceConfig bootNext() {
    DeviceIdentity identity = DeviceIdentity.numbered(800 + devices++);
    return Waiting.on(new OtaClient(clients).boot(mesh.httpUrl() + "/xiaozhi/ota/", identity));
  }
}
