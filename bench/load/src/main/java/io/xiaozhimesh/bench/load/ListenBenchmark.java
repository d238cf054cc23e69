package io.xiaozhimesh.bench.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.bench.load.crowd.Caller;
import io.xiaozhimesh.bench.load.server.ManagementPage;
import io.xiaozhimesh.bench.load.server.ProcessSample;
import java.util.List;
import java.util.Random;

/** Devices that listen to a noisy room, each packet decoded and scored in real time: how many one core carries. */
final class ListenBenchmark implements Benchmark {

  private static final long NOISE_SEED = 20_260_102;
  private static final int NOISE_MS = 6_000;
  private static final double NOISE_RMS = 300;
  private static final double KEPT_UP = 0.98;
  private static final int WINDOWS_PER_10_S = 312;
  private static final int SETTLE_MS = 2_000;

  @Override
  public String name() {
    return "listen";
  }

  @Override
  public String description() {
    return "devices that listen to a noisy room: streams decoded and scored in real time, per core";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    int devices = settings.sessionsOr(settings.profile().talking()).get(0);
    List<Buffer> noise = noise();
    try (Ground ground = Ground.of(settings, new JsonObject()); CallerFleet fleet = new CallerFleet(ground, devices)) {
      fleet.growTo(devices, new Measure("hello", devices, Double.POSITIVE_INFINITY), n -> Caller.Ear.DEAF);
      List<Caller> callers = fleet.callers();
      callers.forEach(caller -> caller.text("{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"auto\"}"));
      Measure loop = new Measure("ping through the server's event loop", devices, Double.POSITIVE_INFINITY);
      int[] sent = new int[callers.size()];
      hear(ground, callers, noise, sent, SETTLE_MS, loop);
      settings.progress().accept("listen: " + callers.size() + " streams");
      ManagementPage before = page(ground);
      ProcessSample cpuBefore = sample(ground);
      long startNs = System.nanoTime();
      hear(ground, callers, noise, sent, settings.seconds() * 1000L, loop);
      double seconds = (System.nanoTime() - startNs) / 1e9;
      ManagementPage after = page(ground);
      JsonObject figures = new JsonObject().put("noiseSeed", NOISE_SEED).put("streams", callers.size());
      Share behind = new Share("streams closed", devices, fleet.lost(), devices, IdleBenchmark.own(settings, 0));
      if (ground.server() != null) {
        double cores = (sample(ground).cpuMs() - cpuBefore.cpuMs()) / 1000.0 / seconds;
        double windows = after.counter("mesh_vad_window_scored_total") - before.counter("mesh_vad_window_scored_total");
        double wanted = callers.size() * WINDOWS_PER_10_S / 10.0 * seconds;
        figures.put("coresUsed", Math.round(cores * 100) / 100.0)
            .put("streamsPerCore", Math.round(callers.size() / Math.max(0.01, cores)))
            .put("scoredOfWanted", Math.round(1000 * windows / wanted) / 1000.0)
            .put("keptUp", windows >= KEPT_UP * wanted);
      }
      return new BenchReport(name(), ground.conditions(), List.of(loop), List.of(behind), figures.mergeIn(ground.figures()));
    }
  }

  /** Every stream sends a packet per 60 ms, by the clock of the start; a late client catches up. */
  private static void hear(
      Ground ground, List<Caller> callers, List<Buffer> noise, int[] sent, long durationMs, Measure loop) {
    new Schedule(ground.clients(), callers.size(), SpeechClip.FRAME_DURATION_MS).run(durationMs, n -> {
      callers.get(n).packet(noise.get(sent[n]++ % noise.size()));
      if (n == 0 && sent[0] % 4 == 0) {
        callers.get(0).ping().onSuccess(loop::record);
      }
    });
  }

  private static ManagementPage page(Ground ground) {
    return ManagementPage.read(ground.server() == null ? "" : ground.server().management());
  }

  private static ProcessSample sample(Ground ground) {
    return ground.server() == null ? new ProcessSample(0, 0, 0, 0) : ProcessSample.of(ground.server().pid());
  }

  private static List<Buffer> noise() {
    Random random = new Random(NOISE_SEED);
    short[] pcm = new short[SpeechClip.SAMPLE_RATE_HZ / 1_000 * NOISE_MS];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (random.nextGaussian() * NOISE_RMS);
    }
    return SpeechClip.of("noise", new Wav(SpeechClip.SAMPLE_RATE_HZ, pcm)).packets().stream().map(Buffer::buffer).toList();
  }
}
