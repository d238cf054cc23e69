package io.xiaozhimesh.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import io.xiaozhimesh.launcher.Waiting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Devices in conversation, each with a turn per period whatever became of earlier ones, while the mesh is replaced. */
final class RollingLoad {

  private static final String QUESTION = "what time is it";

  private final Vertx clients;
  private final RollingRestart restart;
  private final int devices;
  private final SpeechClip question = SpeechClip.of(QUESTION, SpokenSentence.of(QUESTION));
  private final Measure answerTime;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong reconnects = new AtomicLong();
  private final Map<String, AtomicLong> failures = new ConcurrentSkipListMap<>();

  RollingLoad(Vertx clients, RollingRestart restart, int devices) {
    this.clients = clients;
    this.restart = restart;
    this.devices = devices;
    this.answerTime = new Measure("end of speech to first sound at the device", devices, Double.POSITIVE_INFINITY);
  }

  /** Runs until every process is replaced and the measured time is over, then lets the last turns end. */
  void run(BenchSettings settings) {
    DeviceNetwork network = new DeviceNetwork(clients, 2 * devices);
    OtaClient ota = new OtaClient(clients);
    List<RollingDevice> all = IntStream.range(0, devices)
        .mapToObj(n -> new RollingDevice(clients, network, ota, restart::otaUrl, n, question, this)).toList();
    try {
      all.forEach(RollingDevice::connect);
      all.forEach(RollingDevice::awaitConnection);
      Schedule schedule = new Schedule(clients, devices, TurnLoad.PERIOD_MS);
      settings.progress().accept("rolling: " + devices + " devices in conversation");
      schedule.run(settings.warmUpSeconds() * 1000L, n -> all.get(n).ask());
      schedule.run(TurnLoad.PERIOD_MS, n -> { });
      asked.set(0);
      answered.set(0);
      failures.clear();
      long endNs = System.nanoTime() + settings.seconds() * 1_000_000_000L;
      CompletableFuture<Void> replaced = CompletableFuture.runAsync(restart::replaceAll, RollingLoad::aside);
      while (!replaced.isDone() || System.nanoTime() < endNs) {
        schedule.run(TurnLoad.PERIOD_MS, n -> all.get(n).ask());
      }
      schedule.run(2 * TurnLoad.PERIOD_MS, n -> { });
      all.forEach(RollingDevice::end);
      join(replaced);
    } finally {
      all.forEach(RollingDevice::close);
      Waiting.on(network.close());
      Waiting.on(ota.close());
    }
  }

  private static void aside(Runnable task) {
    Thread thread = new Thread(task, "rolling-restart");
    thread.setDaemon(true);
    thread.start();
  }

  private static void join(CompletableFuture<Void> replaced) {
    try {
      replaced.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  // ---- told by the devices

  void asked() {
    asked.incrementAndGet();
  }

  void answered(double firstAudioMs) {
    answered.incrementAndGet();
    answerTime.record(firstAudioMs);
  }

  void failed(String why) {
    failures.computeIfAbsent(why, w -> new AtomicLong()).incrementAndGet();
  }

  void reconnected() {
    reconnects.incrementAndGet();
  }

  // ---- what came of it

  Measure answerTime() {
    return answerTime;
  }

  Share failed() {
    return new Share("failed turns", devices, asked.get() - answered.get(), asked.get(), 0);
  }

  JsonObject figures() {
    JsonObject why = new JsonObject();
    failures.forEach((reason, count) -> why.put(reason, count.get()));
    return new JsonObject().put("turns", asked.get()).put("turnsFailed", asked.get() - answered.get())
        .put("failures", why).put("reconnects", reconnects.get());
  }
}
