package io.xiaozhimesh.bench.jmh;

import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.vad.internal.Endpoint;
import io.xiaozhimesh.vad.internal.EndpointRules;
import io.xiaozhimesh.vad.internal.Endpointer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One window of 32 ms through endpointing: two seconds of voice, two of silence, over and over. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EndpointingBenchmark {

  private static final int WINDOWS_OF_TWO_SECONDS = 64;

  private final Endpointer endpointer =
      new Endpointer(new EndpointRules(0.5f, 0.35f, 96, 240, 500, 400, 200, 20_000), ListenMode.REALTIME, false);
  private int window;

  /** One window. */
  @Benchmark
  public Optional<Endpoint> window() {
    return endpointer.window((window++ / WINDOWS_OF_TWO_SECONDS & 1) == 0 ? 0.9f : 0.05f);
  }
}
