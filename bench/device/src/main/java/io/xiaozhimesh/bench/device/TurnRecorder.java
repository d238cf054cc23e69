package io.xiaozhimesh.bench.device;

import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.device.firmware.FrameGrid;
import io.xiaozhimesh.bench.device.firmware.Loudness;
import io.xiaozhimesh.bench.device.firmware.PlaybackClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects one turn after another. What is said while an answer sounds belongs to the next turn. All times are
 * nanoseconds of one monotonic clock. Used by one thread.
 */
final class TurnRecorder {

  private static final long NEVER = Long.MIN_VALUE;

  private final int frameDurationMs;
  private final int sampleRateHz;
  private final List<String> sentences = new ArrayList<>();
  private String input = "";
  private String nextInput;
  private long speechEndNs = NEVER;
  private long nextSpeechEndNs = NEVER;
  private String transcript;
  private String emotion;
  private long transcriptNs;
  private long ttsStartNs;
  private long firstAudioNs;
  private long endNs;
  private int refused;
  private int dropped;
  private FrameGrid grid;
  private short[] pcm;
  private int pcmSamples;

  TurnRecorder(int frameDurationMs, int sampleRateHz) {
    this.frameDurationMs = frameDurationMs;
    this.sampleRateHz = sampleRateHz;
    clear();
  }

  private void clear() {
    sentences.clear();
    transcript = "";
    emotion = "";
    transcriptNs = NEVER;
    ttsStartNs = NEVER;
    firstAudioNs = NEVER;
    endNs = NEVER;
    refused = 0;
    dropped = 0;
    grid = new FrameGrid(frameDurationMs);
    pcm = new short[0];
    pcmSamples = 0;
  }

  boolean answering() {
    return ttsStartNs != NEVER;
  }

  boolean anythingHappened() {
    return answering() || transcriptNs != NEVER;
  }

  void said(String what) {
    if (answering()) {
      nextInput = what;
    } else {
      input = what;
    }
  }

  void speechEnded(long nowNs) {
    if (answering()) {
      nextSpeechEndNs = nowNs;
    } else {
      speechEndNs = nowNs;
    }
  }

  void transcript(String text, long nowNs) {
    transcript = text;
    transcriptNs = nowNs;
  }

  void ttsStart(long nowNs) {
    if (!answering()) {
      ttsStartNs = nowNs;
    }
  }

  void sentence(String text) {
    sentences.add(text);
  }

  void emotion(String name) {
    emotion = name;
  }

  /** Returns the frame's lateness in milliseconds. */
  double frameArrived(long nowNs) {
    return grid.arrived(nowNs);
  }

  void frameRefused() {
    refused++;
  }

  void frameDropped() {
    dropped++;
  }

  /** A packet sounds from {@code startNs} on; {@code samples} is null when it was not decoded. */
  void played(short[] samples, long startNs) {
    endNs = startNs + frameDurationMs * 1_000_000L;
    if (samples == null) {
      firstAudioNs = firstAudioNs == NEVER ? startNs : firstAudioNs;
      return;
    }
    int audible = firstAudioNs == NEVER ? Loudness.firstAudible(samples, sampleRateHz) : -1;
    if (audible >= 0) {
      firstAudioNs = startNs + audible * 1_000_000_000L / sampleRateHz;
    }
    append(samples);
  }

  private void append(short[] samples) {
    if (pcmSamples + samples.length > pcm.length) {
      pcm = Arrays.copyOf(pcm, Math.max(pcm.length * 2, pcmSamples + samples.length));
    }
    System.arraycopy(samples, 0, pcm, pcmSamples, samples.length);
    pcmSamples += samples.length;
  }

  /** The turn so far; the next one begins. */
  DeviceTurn finish(String outcome, List<String> tools, PlaybackClock clock) {
    DeviceTurn.Frames frames = new DeviceTurn.Frames(
        grid.frames(), grid.lateFrames(), refused, dropped, clock.gaps(), clock.gapMs(),
        clock.longestGapMs());
    DeviceTurn.Timing timing = new DeviceTurn.Timing(
        sinceSpeech(transcriptNs), sinceSpeech(ttsStartNs), grid.frames() == 0 ? -1 : sinceSpeech(grid.firstNs()),
        sinceSpeech(firstAudioNs), sinceSpeech(endNs));
    DeviceTurn turn = new DeviceTurn(input, transcript, sentences, emotion, tools,
        new Wav(sampleRateHz, Arrays.copyOf(pcm, pcmSamples)), frames, timing, outcome);
    input = nextInput == null ? "" : nextInput;
    nextInput = null;
    speechEndNs = nextSpeechEndNs;
    nextSpeechEndNs = NEVER;
    clear();
    return turn;
  }

  private double sinceSpeech(long ns) {
    return ns == NEVER || speechEndNs == NEVER ? -1 : (ns - speechEndNs) / 1e6;
  }
}
