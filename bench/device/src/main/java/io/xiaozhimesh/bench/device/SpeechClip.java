package io.xiaozhimesh.bench.device;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.device.firmware.Loudness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Speech as the microphone's encoder makes it: Opus packets of 60 ms, 16 kHz mono, discontinuous transmission on. One clip
 * can be said by many devices at once. Immutable; the packets are never written to.
 *
 * @param name what it is, for reports
 * @param packets one per 60 ms
 * @param lastVoicedPacket the packet with the last voiced sample; -1 when nothing is voiced
 */
public record SpeechClip(String name, List<byte[]> packets, int lastVoicedPacket) {

  /** Rate of the microphone in Hz. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  /** Duration of a packet in milliseconds. */
  public static final int FRAME_DURATION_MS = 60;

  private static final int FRAME_SAMPLES = SAMPLE_RATE_HZ / 1000 * FRAME_DURATION_MS;
  private static final int SILENCE_MS = 6_000;
  private static final int SETTLING_PACKETS = 20;

  public SpeechClip {
    packets = List.copyOf(packets);
  }

  /** Encodes a sound; takes a fifth of a millisecond to half a millisecond of CPU per packet, so not on an event loop. */
  public static SpeechClip of(String name, Wav wav) {
    short[] pcm = resampled(wav);
    int lastVoiced = Math.floorDiv(Loudness.lastVoiced(pcm, SAMPLE_RATE_HZ) - 1, FRAME_SAMPLES);
    return new SpeechClip(name, encoded(pcm), lastVoiced);
  }

  /** What the encoder makes of a quiet room, once it has settled: to be repeated as long as needed. */
  public static SpeechClip silence() {
    List<byte[]> packets = encoded(new short[SAMPLE_RATE_HZ / 1000 * SILENCE_MS]);
    return new SpeechClip("silence", packets.subList(SETTLING_PACKETS, packets.size()), -1);
  }

  /** Its length in milliseconds. */
  public int durationMs() {
    return packets.size() * FRAME_DURATION_MS;
  }

  private static List<byte[]> encoded(short[] pcm) {
    int frames = (pcm.length + FRAME_SAMPLES - 1) / FRAME_SAMPLES;
    short[] whole = Arrays.copyOf(pcm, frames * FRAME_SAMPLES);
    List<byte[]> packets = new ArrayList<>(frames);
    try (OpusEncoder encoder = OpusCodec.detect().encoder(SAMPLE_RATE_HZ, FRAME_DURATION_MS, 0, true)) {
      for (int at = 0; at < whole.length; at += FRAME_SAMPLES) {
        packets.add(encoder.encode(whole, at));
      }
    }
    return packets;
  }

  /** Linear interpolation: good enough for what a recogniser hears of speech below 8 kHz. */
  private static short[] resampled(Wav wav) {
    if (wav.sampleRateHz() == SAMPLE_RATE_HZ) {
      return wav.pcm();
    }
    int samples = (int) ((long) wav.pcm().length * SAMPLE_RATE_HZ / wav.sampleRateHz());
    short[] out = new short[samples];
    for (int i = 0; i < samples; i++) {
      double at = (double) i * wav.sampleRateHz() / SAMPLE_RATE_HZ;
      int left = (int) at;
      int right = Math.min(left + 1, wav.pcm().length - 1);
      out[i] = (short) Math.round(wav.pcm()[left] + (wav.pcm()[right] - wav.pcm()[left]) * (at - left));
    }
    return out;
  }
}
