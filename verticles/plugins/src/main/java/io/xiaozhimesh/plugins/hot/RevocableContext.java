package io.xiaozhimesh.plugins.hot;

import io.xiaozhimesh.plugin.api.HttpAnswer;
import io.xiaozhimesh.plugin.api.HttpAsk;
import io.xiaozhimesh.plugin.api.PluginContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link PluginContext} of one version, until it is revoked. Holds nothing of the plugin after that. Thread-safe. */
final class RevocableContext implements PluginContext {

  /** Timers, and as many requests, of one version at once. */
  static final int ACTIVE_MAX = 64;

  private static final int EVENT_NAMES_MAX = 32;
  private static final int MESSAGE_CHARS_MAX = 1_000;

  private final ReleaseParts parts;
  private final Logger log;
  private final Map<String, String> settings;
  private final Set<PluginTimer> timers = ConcurrentHashMap.newKeySet();
  private final Set<AtomicReference<CompletableFuture<HttpAnswer>>> requests = ConcurrentHashMap.newKeySet();
  private final Set<String> eventNames = ConcurrentHashMap.newKeySet();
  private volatile boolean revoked;

  RevocableContext(ReleaseParts parts) {
    this.parts = parts;
    this.log = LoggerFactory.getLogger("plugin." + parts.name().id());
    this.settings = parts.host().options().settings().getOrDefault(parts.name().id(), Map.of());
  }

  /** Ends timers, forgets requests, and answers nothing any more. */
  void revoke() {
    revoked = true;
    timers.forEach(PluginTimer::cancel);
    timers.clear();
    requests.forEach(request -> request.set(null));
    requests.clear();
  }

  @Override
  public String pluginId() {
    return parts.name().id();
  }

  @Override
  public String version() {
    return parts.name().version().toString();
  }

  @Override
  public Map<String, String> settings() {
    requireLive();
    return settings;
  }

  @Override
  public Timer after(long delayMs, Runnable task) {
    return timer(delayMs, task, false);
  }

  @Override
  public Timer every(long periodMs, Runnable task) {
    return timer(periodMs, task, true);
  }

  @Override
  public CompletionStage<HttpAnswer> http(HttpAsk ask) {
    requireLive();
    CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    if (requests.size() >= ACTIVE_MAX) {
      answer.completeExceptionally(new IllegalStateException("more than " + ACTIVE_MAX + " requests at once"));
      return answer;
    }
    AtomicReference<CompletableFuture<HttpAnswer>> pending = new AtomicReference<>(answer);
    requests.add(pending);
    PluginHttp client = parts.host().http();
    parts.host().context().runOnContext(v -> client.send(ask)
        .onComplete(done -> answered(pending, done.result(), done.cause())));
    return answer;
  }

  @Override
  public void log(Level level, String message) {
    requireLive();
    String line = message.length() <= MESSAGE_CHARS_MAX ? message : message.substring(0, MESSAGE_CHARS_MAX);
    switch (level) {
      case DEBUG -> log.debug("{}", line);
      case INFO -> log.info("{}", line);
      case WARN -> log.warn("{}", line);
    }
  }

  @Override
  public void count(String name) {
    requireLive();
    if (known(name)) {
      parts.host().metrics().count("mesh.plugins.hot.events", "plugin", pluginId(), "event", name);
    }
  }

  @Override
  public void recordMs(String name, double ms) {
    requireLive();
    if (known(name)) {
      parts.host().metrics().recordMs("mesh.plugins.hot.event.ms", ms, "plugin", pluginId(), "event", name);
    }
  }

  private boolean known(String name) {
    return eventNames.contains(name)
        || eventNames.size() < EVENT_NAMES_MAX && name.matches("[a-z0-9_.]{1,64}") && eventNames.add(name);
  }

  private PluginTimer timer(long ms, Runnable task, boolean again) {
    requireLive();
    if (timers.size() >= ACTIVE_MAX) {
      throw new IllegalStateException("more than " + ACTIVE_MAX + " timers at once");
    }
    PluginTimer timer = new PluginTimer(parts, task, again, timers::remove);
    timers.add(timer);
    timer.start(ms);
    if (revoked) {
      timer.cancel();
    }
    return timer;
  }

  /** Continues on a thread of the plugin, since what follows the answer is its code. */
  private void answered(
      AtomicReference<CompletableFuture<HttpAnswer>> pending, HttpAnswer answer, Throwable failure) {
    requests.remove(pending);
    CompletableFuture<HttpAnswer> waiting = pending.getAndSet(null);
    if (waiting == null) {
      return;
    }
    try {
      parts.threads().submit(parts.loader(), () -> {
        if (failure == null) {
          waiting.complete(answer);
        } else {
          waiting.completeExceptionally(new IllegalStateException(failure.getMessage()));
        }
      });
    } catch (RejectedExecutionException e) {
      parts.host().metrics().count("mesh.plugins.hot.callback.dropped", "plugin", pluginId());
    }
  }

  private void requireLive() {
    if (revoked) {
      throw new IllegalStateException("the plugin has been stopped");
    }
  }
}
