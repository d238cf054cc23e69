package io.xiaozhimesh.bench.jmh;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import io.xiaozhimesh.audio.OpusEncoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A packet of 60 ms of voice: uplink decoded at 16 kHz, downlink encoded at 24 kHz with complexity 0. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OpusBenchmark {

  private static final int PACKETS = 50;
  private static final int UPLINK_HZ = 16_000;
  private static final int DOWNLINK_HZ = 24_000;
  private static final int FRAME_MS = 60;

  /** Which codec; libopus has to be installed. */
  @Param({"libopus", "concentus"})
  public String codec;

  private OpusDecoder decoder;
  private OpusEncoder encoder;
  private short[] downlink;
  private final byte[][] uplink = new byte[PACKETS][];
  private int at;

  /** Encodes three seconds, to be decoded over and over. */
  @Setup
  public void prepare() {
    OpusCodec named = OpusCodec.named(codec);
    decoder = named.decoder(UPLINK_HZ);
    encoder = named.encoder(DOWNLINK_HZ, FRAME_MS, 0, false);
    downlink = TestSound.of(PACKETS * encoder.frameSamples(), DOWNLINK_HZ);
    try (OpusEncoder device = named.encoder(UPLINK_HZ, FRAME_MS, 0, false)) {
      short[] sound = TestSound.of(PACKETS * device.frameSamples(), UPLINK_HZ);
      for (int i = 0; i < PACKETS; i++) {
        uplink[i] = device.encode(sound, i * device.frameSamples());
      }
    }
  }

  /** Releases native memory. */
  @TearDown
  public void close() {
    decoder.close();
    encoder.close();
  }

  /** One packet up. */
  @Benchmark
  public short[] decode() {
    return decoder.decode(uplink[next()]);
  }

  /** One packet down. */
  @Benchmark
  public byte[] encode() {
    return encoder.encode(downlink, next() * encoder.frameSamples());
  }

  private int next() {
    at = (at + 1) % PACKETS;
    return at;
  }
}
