package io.xiaozhimesh.bench.load;

import java.util.List;
import java.util.Optional;

/** Something that can be measured. */
interface Benchmark {

  /** All there are. */
  List<Benchmark> ALL = List.of(new TurnBenchmark(), new PlayoutBenchmark(), new PluginBenchmark(), new McpBenchmark(),
      new ProvidersBenchmark(), new RollingBenchmark(), new ScaleBenchmark(), new FailoverBenchmark(), new HopBenchmark(),
      new IdleBenchmark(), new TalkBenchmark(),
      new ListenBenchmark(), new BargeBenchmark(), new StormBenchmark(), new AbuseBenchmark(),
      new StartBenchmark(), new SoakBenchmark(), new ConformanceBenchmark());

  /** How the command line calls it. */
  String name();

  /** What it measures, in one line. */
  String description();

  /** Measures; blocks for as long as it takes. For the main thread. */
  BenchReport run(BenchSettings settings);

  static Optional<Benchmark> named(String name) {
    return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }
}
