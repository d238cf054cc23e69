package io.xiaozhimesh.bench.load.server;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the server's process once a second from its start until it is closed. Thread-safe. */
public final class ServerWatch implements AutoCloseable {

  private static final int SAMPLES_MAX = 20_000;

  private final long pid;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "server-watch");
    thread.setDaemon(true);
    return thread;
  });
  private final List<ProcessSample> samples = new ArrayList<>();
  private final long startNs = System.nanoTime();
  private final JvmView.Collections collectedBefore;
  private final JvmView jvm;

  /** Begins at once. */
  public ServerWatch(long pid) {
    this.pid = pid;
    this.jvm = JvmView.of(pid);
    this.collectedBefore = jvm.collections();
    sample();
    clock.scheduleAtFixedRate(this::sample, 1, 1, TimeUnit.SECONDS);
  }

  private void sample() {
    try {
      ProcessSample now = ProcessSample.of(pid);
      synchronized (samples) {
        if (samples.size() < SAMPLES_MAX) {
          samples.add(now);
        }
      }
    } catch (UncheckedIOException gone) {
      // Who waits for the server learns of its end.
    }
  }

  /** One line of figures: processors, memory, descriptors, threads and collections of the time that was watched. */
  public JsonObject figures() {
    sample();
    double seconds = (System.nanoTime() - startNs) / 1e9;
    JvmView.Collections collected = jvm.collections();
    synchronized (samples) {
      ProcessSample first = samples.get(0);
      ProcessSample last = samples.get(samples.size() - 1);
      return new JsonObject()
          .put("cpuCores", Math.round((last.cpuMs() - first.cpuMs()) / 10.0 / seconds) / 100.0)
          .put("residentMbFirst", first.residentKb() / 1024)
          .put("residentMbMax", samples.stream().mapToLong(ProcessSample::residentKb).max().orElse(0) / 1024)
          .put("descriptorsMax", samples.stream().mapToInt(ProcessSample::descriptors).max().orElse(0))
          .put("threadsMax", samples.stream().mapToInt(ProcessSample::threads).max().orElse(0))
          .put("gcCollections", collected.collections() - collectedBefore.collections())
          .put("gcMs", collected.ms() - collectedBefore.ms());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    jvm.close();
  }
}
