package io.xiaozhimesh.plugins.hot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.plugins.source.ToolSource;
import io.xiaozhimesh.plugins.source.ToolSourceKind;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.StageContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hot plugins of a node: follows the plugin folder, and does what an operator wants. Everything but
 * {@link PluginAdmin} is for the context on which it was started.
 */
public final class HotPlugins implements PluginAdmin, ToolSource {

  /** Plugins of a node. */
  static final int PLUGINS_MAX = 64;

  /** From the first to the second look at the folder when the node starts, in milliseconds. */
  private static final int FIRST_LOOK_MS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(HotPlugins.class);

  private final StageContext stage;
  private final HotPluginsOptions options;
  private final Set<String> reserved;
  private final Map<String, HotPlugin> plugins = new TreeMap<>();
  private final FolderLooks looks = new FolderLooks();
  private final Set<String> misnamed = new HashSet<>();
  private final LoaderCensus census;
  private HotHost host;
  private JarTrust trust;
  private PluginFolder folder;
  private HotPhrases phrases;
  private long pollTimer;
  private boolean polling;
  private boolean closed;

  /** @param reserved names that no tool of a plugin gets */
  public HotPlugins(StageContext stage, HotPluginsOptions options, Set<String> reserved) {
    this.stage = stage;
    this.options = options;
    this.reserved = Set.copyOf(reserved);
    this.census = new LoaderCensus(options.zombieAfterMs());
  }

  /** Begins to follow the folder; completes when what lies in it already is live, or refused. */
  @Override
  public Future<Void> start(Vertx vertx, Context context) {
    beginWhatTheJdkKeeps();
    host = new HotHost(vertx, context, options, new PluginHttp(vertx), stage.clock(), stage.metrics(), census);
    phrases = new HotPhrases(stage);
    stage.metrics().gauge("mesh.plugins.loaders.alive", census::alive);
    stage.metrics().gauge("mesh.plugins.loaders.zombies", () -> census.zombies(stage.clock().nowMs()));
    return vertx.executeBlocking(() -> {
      trust = JarTrust.in(options.trustFile());
      folder = PluginFolder.at(options.dir());
      return options.dir().isEmpty() ? List.<FolderJar>of() : folder.jars();
    }).compose(jars -> {
      looks.still(jars);
      return phrases.open(plugins.values()).compose(v -> jars.isEmpty() ? Future.succeededFuture() : firstLook());
    }).onSuccess(v -> {
      if (!options.dir().isEmpty()) {
        pollTimer = vertx.setPeriodic(options.pollMs(), timer -> poll());
      }
    });
  }

  /**
   * Some things of the JDK begin once, with the context of whoever needs them first, and last for ever: if that were a
   * plugin, its class loader would stay, and the list of random generators be that of the plugin.
   */
  private static void beginWhatTheJdkKeeps() {
    CompletableFuture.delayedExecutor(1, TimeUnit.NANOSECONDS, Runnable::run).execute(() -> { });
    RandomGenerator.getDefault();
  }

  /** Stops all plugins; the folder stays as it is. */
  @Override
  public Future<Void> stop() {
    closed = true;
    host.vertx().cancelTimer(pollTimer);
    List<Future<Void>> ends = new ArrayList<>(plugins.values().stream().map(HotPlugin::close).toList());
    ends.add(phrases.close());
    return Future.join(ends).<Void>mapEmpty()
        .eventually(host.http()::close)
        .eventually(() -> host.vertx().executeBlocking(() -> {
          folder.close();
          return null;
        }));
  }

  @Override
  public ToolSourceKind kind() {
    return ToolSourceKind.PLUGIN;
  }

  /** What is offered, by plugin and in a stable order. */
  @Override
  public Future<List<ToolSpec>> specs(String sessionId) {
    return Future.succeededFuture(specs());
  }

  /** A tool in quarantine keeps its name, and is taken for the worst kind. */
  @Override
  public Optional<ToolSpec> find(String sessionId, String name) {
    return owner(name).map(plugin -> plugin.tools().stream().map(LoadedTool::spec)
        .filter(spec -> spec.name().equals(name)).findFirst()
        .orElseGet(() -> new ToolSpec(name, "", "{}", ToolEffect.SIDE_EFFECTING, "plugin:" + plugin.id())));
  }

  /** The future holds nothing of the plugin. */
  @Override
  public Future<ToolResult> call(String tool, ObjectNode arguments, ToolCaller caller) {
    return owner(tool).orElseThrow().call(tool, arguments, caller);
  }

  @Override
  public Future<List<PluginStatus>> list() {
    return onContext(() -> Future.succeededFuture(
        plugins.values().stream().filter(plugin -> !plugin.gone()).map(HotPlugin::status).toList()));
  }

  @Override
  public int loadersAlive() {
    return census.alive();
  }

  @Override
  public Future<PluginStatus> deploy(String fileName, Path jar) {
    Optional<JarName> name = JarName.of(fileName);
    if (name.isEmpty()) {
      return Future.failedFuture(PluginRefused.unfit("A plugin's file is named " + JarName.FORM + '.'));
    }
    return onContext(() -> {
      if (!plugins.containsKey(name.get().id()) && plugins.size() >= PLUGINS_MAX) {
        return Future.failedFuture(new PluginRefused(PluginRefused.Cause.BUSY, "There are too many plugins."));
      } else if (options.dir().isEmpty()) {
        return Future.failedFuture(PluginRefused.unfit("This node has no plugin folder (plugins.dir)."));
      }
      return host.vertx().executeBlocking(() -> folder.stage(name.get(), jar), false)
          .compose(staged -> plugin(name.get().id()).deploy(staged))
          .onComplete(done -> forgetIfGone(name.get().id()));
    });
  }

  @Override
  public Future<Void> undeploy(String id) {
    return onContext(() -> known(id, HotPlugin::undeploy).onComplete(done -> forgetIfGone(id)));
  }

  @Override
  public Future<PluginStatus> rollback(String id) {
    return onContext(() -> known(id, HotPlugin::rollback));
  }

  List<ToolSpec> specs() {
    return plugins.values().stream().flatMap(plugin -> plugin.tools().stream()).map(LoadedTool::spec).toList();
  }

  private <T> Future<T> known(String id, Function<HotPlugin, Future<T>> op) {
    HotPlugin plugin = plugins.get(id);
    return plugin == null
        ? Future.failedFuture(new PluginRefused(PluginRefused.Cause.UNKNOWN, "There is no plugin " + id + '.'))
        : op.apply(plugin);
  }

  private <T> Future<T> onContext(Supplier<Future<T>> op) {
    Promise<T> outcome = Promise.promise();
    host.context().runOnContext(v -> {
      if (closed) {
        outcome.fail(new PluginRefused(PluginRefused.Cause.BUSY, "The node is stopping."));
      } else {
        op.get().onComplete(outcome);
      }
    });
    return outcome.future();
  }

  private Optional<HotPlugin> owner(String tool) {
    return plugins.values().stream().filter(plugin -> plugin.toolNames().contains(tool)).findFirst();
  }

  private HotPlugin plugin(String id) {
    return plugins.computeIfAbsent(id, fresh -> new HotPlugin(fresh, host, trust, folder,
        tool -> reserved.contains(tool) || owner(tool).filter(other -> !other.id().equals(fresh)).isPresent(),
        () -> phrases.changed(plugins.get(fresh))));
  }

  private void forgetIfGone(String id) {
    HotPlugin plugin = plugins.get(id);
    if (plugin != null && plugin.gone()) {
      plugins.remove(id);
    }
  }

  private Future<Void> firstLook() {
    return host.vertx().timer(Math.min(options.pollMs(), FIRST_LOOK_MS)).compose(t -> look())
        .transform(done -> Future.succeededFuture());
  }

  private void poll() {
    if (!polling && !closed) {
      polling = true;
      look().onComplete(done -> polling = false);
    }
  }

  /** What is done meanwhile makes the look stale; then the next one counts. */
  private Future<Void> look() {
    Map<String, Long> turns = new TreeMap<>();
    plugins.values().forEach(plugin -> turns.put(plugin.id(), plugin.turns()));
    return host.vertx().executeBlocking(this::listing, false)
        .onFailure(failure -> LOG.warn("The plugin folder cannot be read: {}", failure.getMessage()))
        .compose(jars -> {
          Map<String, List<FolderJar>> still = looks.still(jars);
          plugins.keySet().stream().filter(id -> jars.stream().noneMatch(jar -> jar.name().id().equals(id)))
              .forEach(id -> still.putIfAbsent(id, List.of()));
          return Future.join(still.entrySet().stream()
              .map(found -> follow(found.getKey(), found.getValue(), turns.getOrDefault(found.getKey(), 0L)))
              .toList()).mapEmpty();
        });
  }

  private Future<Void> follow(String id, List<FolderJar> versions, long turns) {
    boolean room = plugins.containsKey(id) || plugins.size() < PLUGINS_MAX && !versions.isEmpty();
    if (!room || closed || !plugin(id).untouchedSince(turns)) {
      return Future.succeededFuture();
    }
    return plugin(id).follow(versions).onComplete(done -> forgetIfGone(id));
  }

  private List<FolderJar> listing() {
    for (String name : folder.misnamed()) {
      if (misnamed.size() < PLUGINS_MAX && misnamed.add(name)) {
        LOG.warn("{} in the plugin folder is ignored: a plugin's file is named {}", name, JarName.FORM);
      }
    }
    return folder.jars();
  }
}
