package io.xiaozhimesh.tts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import io.xiaozhimesh.protocol.bus.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameMakerTest {

  private static final OpusCodec CODEC = OpusCodec.detect();

  static short[] tone(int rateHz, int ms, double pitchHz) {
    short[] pcm = new short[rateHz / 1000 * ms];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (9_000 * Math.sin(2 * Math.PI * pitchHz * i / rateHz));
    }
    return pcm;
  }

  private static List<Payload> frames(FrameMaker.Shape shape, int sourceHz, short[] pcm, int cut) {
    List<Payload> frames = new ArrayList<>();
    try (FrameMaker maker = new FrameMaker(CODEC, shape, sourceHz)) {
      for (int at = 0; at < pcm.length; at += cut) {
        frames.addAll(maker.accept(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + cut))));
      }
      frames.addAll(maker.finish());
      assertThat(maker.made()).isEqualTo(frames.size());
    }
    return frames;
  }

  @ParameterizedTest
  @CsvSource({"16000,16000,60", "16000,24000,60", "22050,16000,60", "22050,24000,20", "24000,16000,40",
      "24000,24000,60", "22050,48000,60", "16000,8000,60", "44100,24000,60"})
  void tone_encoded_keepsItsLengthItsEnergyAndItsPitch(int sourceHz, int targetHz, int frameMs) {
    List<Payload> frames =
        frames(new FrameMaker.Shape(targetHz, frameMs, 3, 150), sourceHz, tone(sourceHz, 990, 440), 317);

    int expectedMs = 990 + 150;
    assertThat(frames.size() * frameMs).isBetween(expectedMs - 10, expectedMs + frameMs + 10);
    short[] heard = decoded(frames, targetHz);
    assertThat(heard).hasSize(frames.size() * frameMs * targetHz / 1000);
    short[] middle = Arrays.copyOfRange(heard, targetHz / 5, targetHz * 4 / 5);
    assertThat(rms(middle)).isBetween(9_000 / Math.sqrt(2) * 0.8, 9_000 / Math.sqrt(2) * 1.2);
    assertThat(crossingsPerSecond(middle, targetHz) / 2).isBetween(430.0, 450.0);
  }

  @Test
  void sameSentence_encodedTwice_hasTheSameFrames() {
    FrameMaker.Shape shape = new FrameMaker.Shape(16_000, 60, 3, 150);
    short[] pcm = tone(16_000, 500, 300);

    assertThat(frames(shape, 16_000, pcm, 100)).isEqualTo(frames(shape, 16_000, pcm, 7_777));
  }

  @Test
  void silence_encoded_hasNoFrames() {
    assertThat(frames(new FrameMaker.Shape(24_000, 60, 3, 150), 16_000, new short[32_000], 512)).isEmpty();
  }

  @Test
  void shortestSound_encoded_isOnePaddedFrame() {
    assertThat(frames(new FrameMaker.Shape(16_000, 60, 3, 0), 16_000, tone(16_000, 15, 440), 16)).hasSize(1);
  }

  private static short[] decoded(List<Payload> frames, int rateHz) {
    try (OpusDecoder decoder = CODEC.decoder(rateHz)) {
      Silence.Samples all = new Silence.Samples();
      for (Payload frame : frames) {
        short[] pcm = decoder.decode(frame.array());
        all.add(pcm, 0, pcm.length);
      }
      assertThat(decoder.damagedPackets()).isZero();
      return all.takeAll();
    }
  }

  private static double rms(short[] pcm) {
    double sum = 0;
    for (short s : pcm) {
      sum += (double) s * s;
    }
    return Math.sqrt(sum / pcm.length);
  }

  private static double crossingsPerSecond(short[] pcm, int rateHz) {
    int crossings = 0;
    for (int i = 1; i < pcm.length; i++) {
      if (pcm[i - 1] < 0 != pcm[i] < 0) {
        crossings++;
      }
    }
    return (double) crossings * rateHz / pcm.length;
  }
}
