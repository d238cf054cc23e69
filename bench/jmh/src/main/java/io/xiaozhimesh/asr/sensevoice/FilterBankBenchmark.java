package io.xiaozhimesh.asr.sensevoice;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Features of one second of sound. It lives in this package because the filter bank is nobody else's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FilterBankBenchmark {

  private final short[] second = noise();

  /** One second. */
  @Benchmark
  public float[][] second() {
    return FilterBank.compute(second);
  }

  private static short[] noise() {
    SplittableRandom random = new SplittableRandom(5);
    short[] pcm = new short[16_000];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) random.nextInt(-8_000, 8_000);
    }
    return pcm;
  }
}
