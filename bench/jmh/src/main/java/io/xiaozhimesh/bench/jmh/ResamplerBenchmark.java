package io.xiaozhimesh.bench.jmh;

import io.xiaozhimesh.audio.Resampler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 60 ms of sound from the rate of a synthesiser to that of the device. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResamplerBenchmark {

  private static final int DEVICE_HZ = 24_000;

  /** Rate of the synthesiser. */
  @Param({"16000", "22050"})
  public int fromHz;

  private Resampler resampler;
  private short[] sound;

  /** Makes the sound. */
  @Setup
  public void prepare() {
    resampler = Resampler.of(fromHz, DEVICE_HZ);
    sound = TestSound.of(fromHz * 60 / 1_000, fromHz);
  }

  /** 60 ms. */
  @Benchmark
  public short[] resample() {
    return resampler.process(sound);
  }
}
