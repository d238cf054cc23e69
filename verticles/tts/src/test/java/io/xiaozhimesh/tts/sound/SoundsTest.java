package io.xiaozhimesh.tts.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files of the resources are tones of 440 Hz, made with libsndfile 1.2.2 (its LAME and libopus), 2 s long, the 24-bit one
 * half a second.
 */
class SoundsTest {

  private static final DownlinkShape SHAPE = new DownlinkShape(16_000, 60, 3);
  private static final OpusCodec CODEC = OpusCodec.detect();
  private static final int TONE_HZ = 440;

  @TempDir
  Path folder;

  @BeforeEach
  void copyFiles() throws IOException {
    for (String name : List.of("stereo-44100.mp3", "mono-22050.mp3", "mono-48000.opus", "vorbis.ogg",
        "stereo-24bit-44100.wav")) {
      try (InputStream in = SoundsTest.class.getResourceAsStream("/sounds/" + name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
    new Wav(22_050, tone(22_050, 2_000)).write(folder.resolve("mono-22050.wav"));
    Files.write(folder.resolve("tone.p3"), p3(16_000, 60, 2_000));
    Files.write(folder.resolve("short-packets.p3"), p3(24_000, 20, 2_000));
  }

  @ParameterizedTest
  @CsvSource({"stereo-44100.mp3, 2000", "mono-22050.mp3, 2000", "mono-48000.opus, 2000", "mono-22050.wav, 2000",
      "stereo-24bit-44100.wav, 500", "tone.p3, 2000", "short-packets.p3, 2000"})
  void file_ofEveryFormat_becomesFramesThatSoundLikeIt(String name, int durationMs) throws IOException {
    List<Payload> frames = all(name, SHAPE, 0);
    short[] pcm = decoded(frames);

    assertThat(frames.size() * 60).isBetween(durationMs - 60, durationMs + 180);
    short[] middle = Arrays.copyOfRange(pcm, 16 * 120, pcm.length - 16 * 240);
    assertThat(share(middle, TONE_HZ)).as("how much of it is the tone").isGreaterThan(0.8);
  }

  @Test
  void packetsThatFitTheDownlink_arePassedOnAsTheyAre() throws IOException {
    List<byte[]> packets = packets(16_000, 60, 600);

    assertThat(all("tone.p3", SHAPE, 0).subList(0, 10)).extracting(Payload::array)
        .containsExactlyElementsOf(packets);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stereo-44100.mp3", "mono-48000.opus", "mono-22050.wav", "tone.p3", "short-packets.p3"})
  void skippedBeginning_leavesTheRest(String name) throws IOException {
    int whole = all(name, SHAPE, 0).size();

    assertThat(all(name, SHAPE, 20).size()).isBetween(whole - 21, whole - 19);
    assertThat(all(name, SHAPE, 10_000)).isEmpty();
    short[] rest = decoded(all(name, SHAPE, 20));
    assertThat(share(Arrays.copyOfRange(rest, 16 * 120, 16 * 360), TONE_HZ)).isGreaterThan(0.8);
  }

  @Test
  void tagBeforeMp3_ofAnyLength_isPassedOver() throws IOException {
    byte[] mp3 = Files.readAllBytes(folder.resolve("stereo-44100.mp3"));
    ByteArrayOutputStream tagged = new ByteArrayOutputStream();
    tagged.write(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 8, 0, 0});
    tagged.write(new byte[8 << 14]);
    tagged.write(mp3);
    Files.write(folder.resolve("tagged.mp3"), tagged.toByteArray());

    assertThat(all("tagged.mp3", SHAPE, 0)).hasSameSizeAs(all("stereo-44100.mp3", SHAPE, 0));
  }

  @Test
  void damagedFiles_endOrFail_butNeverHang() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (String name : List.of("stereo-44100.mp3", "mono-48000.opus", "mono-22050.wav", "tone.p3")) {
      byte[] good = Files.readAllBytes(folder.resolve(name));
      for (int n = 0; n < 30; n++) {
        byte[] bad = Arrays.copyOf(good, 8 + random.nextInt(good.length - 8));
        for (int i = 0; i < 1 + bad.length / 200; i++) {
          bad[4 + random.nextInt(bad.length - 4)] = (byte) random.nextInt();
        }
        Files.write(folder.resolve("bad"), bad);
        int frames = 0;
        try {
          frames = all("bad", SHAPE, 0).size();
        } catch (IOException expected) {
          assertThat(expected.getMessage()).as("seed %d", seed).isNotBlank();
        }
        assertThat(frames).as("seed %d", seed).isLessThan(10_000);
      }
    }
  }

  @Test
  void otherFormats_areRefusedByName() {
    assertThatThrownBy(() -> all("vorbis.ogg", SHAPE, 0)).isInstanceOf(IOException.class)
        .hasMessageContaining("Vorbis");
    assertThatThrownBy(() -> {
      Files.writeString(folder.resolve("text.mp3"), "this is no music at all");
      all("text.mp3", SHAPE, 0);
    }).isInstanceOf(IOException.class).hasMessageContaining("neither");
  }

  @Test
  void alarm_needsNoFile_andIsOfFourSeconds() throws IOException {
    Sounds sounds = new Sounds("", List.of(), CODEC);
    try (SoundFrames frames = sounds.open(AudioCue.ALARM_SOUND, SHAPE, 0)) {
      assertThat(rest(frames).size() * 60).isBetween(3_900, 4_020);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.wav", "/etc/passwd", "nothing.wav", "link.wav", "", ".", "a\u0000b", "http://x/../a"})
  void whatLiesElsewhere_isRefused(String reference) throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path secret = folder.resolve("secret.wav");
    new Wav(16_000, tone(16_000, 100)).write(secret);
    Files.createSymbolicLink(inside.resolve("link.wav"), secret);

    assertThatThrownBy(() -> new Sounds(inside.toString(), List.of("http://x/"), CODEC).open(reference, SHAPE, 0))
        .isInstanceOf(IOException.class);
  }

  @Test
  void address_belowAnAllowedOne_isFetched_othersAndRedirectsAreNot() throws IOException {
    byte[] wav = Files.readAllBytes(folder.resolve("mono-22050.wav"));
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/music/tone.wav", exchange -> {
      exchange.sendResponseHeaders(200, wav.length);
      exchange.getResponseBody().write(wav);
      exchange.close();
    });
    server.createContext("/music/moved.wav", exchange -> {
      exchange.getResponseHeaders().add("Location", "/music/tone.wav");
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
    });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      Sounds sounds = new Sounds("", List.of(base + "/music/"), CODEC);
      try (SoundFrames frames = sounds.open(base + "/music/tone.wav", SHAPE, 0)) {
        assertThat(rest(frames)).hasSizeBetween(33, 36);
      }
      for (String path : List.of("/other/tone.wav", "/music/moved.wav", "/music/none.wav", "/music/../other/a.wav")) {
        assertThatThrownBy(() -> sounds.open(base + path, SHAPE, 0)).isInstanceOf(IOException.class);
      }
    } finally {
      server.stop(0);
    }
  }

  private List<Payload> all(String name, DownlinkShape shape, int skipFrames) throws IOException {
    try (SoundFrames frames = new Sounds(folder.toString(), List.of(), CODEC).open(name, shape, skipFrames)) {
      return rest(frames);
    }
  }

  private static List<Payload> rest(SoundFrames frames) throws IOException {
    List<Payload> all = new ArrayList<>();
    for (List<Payload> next = frames.next(7); !next.isEmpty(); next = frames.next(7)) {
      all.addAll(next);
    }
    return all;
  }

  private static short[] decoded(List<Payload> frames) {
    short[] pcm = new short[0];
    try (OpusDecoder decoder = CODEC.decoder(16_000)) {
      for (Payload frame : frames) {
        short[] next = decoder.decode(frame.array());
        assertThat(next).hasSize(16 * 60);
        int before = pcm.length;
        pcm = Arrays.copyOf(pcm, before + next.length);
        System.arraycopy(next, 0, pcm, before, next.length);
      }
    }
    return pcm;
  }

  /** The share of the energy that one frequency has (Goertzel 1958), at 16 kHz. */
  private static double share(short[] pcm, double hz) {
    double re = 0;
    double im = 0;
    double energy = 1e-9;
    for (int i = 0; i < pcm.length; i++) {
      double angle = 2 * Math.PI * hz * i / 16_000;
      re += pcm[i] * Math.cos(angle);
      im += pcm[i] * Math.sin(angle);
      energy += (double) pcm[i] * pcm[i];
    }
    return 2 * (re * re + im * im) / (energy * pcm.length);
  }

  private static short[] tone(int rateHz, int ms) {
    short[] pcm = new short[rateHz / 1000 * ms];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (12_000 * Math.sin(2 * Math.PI * TONE_HZ * i / rateHz));
    }
    return pcm;
  }

  private static List<byte[]> packets(int rateHz, int frameMs, int ms) {
    List<byte[]> packets = new ArrayList<>();
    try (OpusEncoder encoder = CODEC.encoder(rateHz, frameMs, 3, false)) {
      short[] pcm = tone(rateHz, ms);
      for (int at = 0; at + encoder.frameSamples() <= pcm.length; at += encoder.frameSamples()) {
        packets.add(encoder.encode(pcm, at));
      }
    }
    return packets;
  }

  private static byte[] p3(int rateHz, int frameMs, int ms) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] packet : packets(rateHz, frameMs, ms)) {
      out.write(new byte[] {0, 0, (byte) (packet.length >> 8), (byte) packet.length});
      out.write(packet);
    }
    return out.toByteArray();
  }
}
