package io.xiaozhimesh.plugins.hot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.xiaozhimesh.plugin.api.ToolCall;
import io.xiaozhimesh.plugins.internal.ToolArguments;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import java.net.URLClassLoader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plugin through all its versions: which is live, which was before, and the way from one to the other. On the
 * context of the stage; the swap itself is one assignment.
 */
final class HotPlugin {

  private static final Logger LOG = LoggerFactory.getLogger(HotPlugin.class);
  private static final Future<Void> NOTHING = Future.succeededFuture();

  private final String id;
  private final HotHost host;
  private final JarTrust trust;
  private final PluginFolder folder;
  private final Predicate<String> taken;
  private final Runnable changed;
  private final OpQueue ops = new OpQueue();
  private final Map<FolderJar, String> refusals = new HashMap<>();
  private final Set<String> quarantinedTools = new TreeSet<>();
  private Release live;
  private FolderJar liveFile;
  private StagedJar earlier;
  private Future<Void> retiring = NOTHING;
  private String lastVersion = "";
  private String problem = "";

  /**
   * @param taken whether a tool's name belongs to somebody else
   * @param changed told when other tools are offered than before
   */
  HotPlugin(String id, HotHost host, JarTrust trust, PluginFolder folder, Predicate<String> taken, Runnable changed) {
    this.id = id;
    this.host = host;
    this.trust = trust;
    this.folder = folder;
    this.taken = taken;
    this.changed = changed;
  }

  String id() {
    return id;
  }

  /** Nothing is being done with it, nor was since it had taken so many turns. */
  boolean untouchedSince(long turns) {
    return !ops.busy() && ops.turns() == turns;
  }

  /** How often anything was begun with it. */
  long turns() {
    return ops.turns();
  }

  /** Neither live nor of interest to anybody. */
  boolean gone() {
    return live == null && problem.isEmpty() && !ops.waiting();
  }

  /** What it offers now. */
  Collection<LoadedTool> tools() {
    return live == null ? List.of() : live.tools().values();
  }

  /** What it offers, or offered until it was quarantined. */
  Set<String> toolNames() {
    return live == null ? quarantinedTools : live.tools().keySet();
  }

  PluginStatus status() {
    PluginStatus.State state = live != null ? PluginStatus.State.LIVE
        : quarantinedTools.isEmpty() ? PluginStatus.State.REFUSED : PluginStatus.State.QUARANTINED;
    return new PluginStatus(id, lastVersion, state, List.copyOf(toolNames()), live == null ? 0 : live.begun(),
        live == null ? 0 : live.unfinished(), earlier == null ? "" : earlier.name().version().toString(), problem);
  }

  /** Calls one of its tools. The future holds nothing of the plugin. */
  Future<ToolResult> call(String tool, ObjectNode arguments, ToolCaller caller) {
    LoadedTool found = live == null ? null : live.tools().get(tool);
    if (found == null) {
      return Future.succeededFuture(PluginAnswers.failed("The tool " + tool + " is out of service."));
    }
    ObjectNode fitted = ToolArguments.fitted(found.schema(), arguments);
    Optional<String> complaint = ToolArguments.complaint(found.schema(), fitted);
    if (complaint.isPresent()) {
      return Future.succeededFuture(PluginAnswers.failed(complaint.get()));
    }
    int deadlineMs = Math.min(caller.deadlineMs(),
        Math.min(found.tool().deadlineMs(), host.options().limits().deadlineMs()));
    return live.call(tool, new ToolCall(tool, CallArguments.of(fitted), caller.sessionId(), caller.deviceId(),
        deadlineMs, caller.idempotencyKey()));
  }

  /** Makes what is live agree with the folder. */
  Future<Void> follow(List<FolderJar> jars) {
    refusals.keySet().retainAll(jars);
    if (jars.isEmpty()) {
      return liveFile == null ? forgetProblem() : inTurn(this::takeOut);
    }
    Optional<FolderJar> wanted = jars.stream().filter(jar -> !refusals.containsKey(jar)).findFirst();
    if (wanted.isEmpty() || wanted.get().equals(liveFile)) {
      return NOTHING;
    }
    FolderJar jar = wanted.get();
    return inTurn(() -> blocking(() -> folder.stage(jar.name()))
        .compose(staged -> activate(staged, jar))
        .onFailure(failure -> refused(jar, failure.getMessage())));
  }

  /** Makes this jar live and the newest of the folder. */
  Future<PluginStatus> deploy(StagedJar jar) {
    return inTurn(() -> activate(jar, null)
        .compose(v -> blocking(() -> {
          FolderJar placed = folder.place(jar);
          folder.withdraw(id, version -> version.compareTo(jar.name().version()) > 0);
          return placed;
        }))
        .onSuccess(placed -> liveFile = placed)
        .map(placed -> status()));
  }

  /** Takes it out of service and its jars out of the folder. */
  Future<Void> undeploy() {
    return inTurn(() -> takeOut().compose(v -> blocking(() -> {
      folder.withdraw(id, version -> true);
      return null;
    })));
  }

  /** Makes the earlier version live and takes the present one out of the folder. */
  Future<PluginStatus> rollback() {
    return inTurn(() -> {
      FolderJar leaving = liveFile;
      return blocking(this::stageEarlier)
          .compose(jar -> activate(jar, null)
              .compose(v -> blocking(() -> {
                if (leaving != null) {
                  folder.withdraw(id, leaving.name().version()::equals);
                }
                return folder.place(jar);
              })))
          .onSuccess(placed -> {
            liveFile = placed;
            StagedJar left = earlier;
            earlier = null;
            retiring = retiring.eventually(() -> left == null ? NOTHING : blocking(() -> drop(left)));
          })
          .map(placed -> status());
    });
  }

  /** Ends without a trace in the folder. */
  Future<Void> close() {
    return inTurn(() -> {
      Release leaving = live;
      live = null;
      return leaving == null ? NOTHING : leaving.end();
    });
  }

  private <T> Future<T> inTurn(Supplier<Future<T>> op) {
    return ops.inTurn(op, () -> retiring);
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return host.vertx().executeBlocking(work, false);
  }

  /** Checks, loads, starts; then new calls go to it and the one before ends when its calls have ended. */
  private Future<Void> activate(StagedJar jar, FolderJar file) {
    return blocking(() -> checked(jar))
        .compose(loader -> Release.start(host, jar, loader, this::quarantine))
        .compose(next -> {
          Optional<String> collision = next.tools().keySet().stream().filter(taken).findFirst();
          if (collision.isPresent()) {
            return next.end().compose(v -> Future.failedFuture(
                PluginRefused.unfit("There is a tool with the name " + collision.get() + " already.")));
          }
          swap(next, file);
          return NOTHING;
        })
        .onFailure(failure -> {
          host.metrics().count("mesh.plugins.hot.refused", "plugin", id);
          LOG.warn("The plugin {} is refused: {}", jar.name(), failure.getMessage());
          blocking(() -> drop(jar));
        });
  }

  private URLClassLoader checked(StagedJar jar) {
    trust.check(jar.file());
    PluginLoading.checkManifest(jar.file());
    return PluginLoading.loader(jar.name(), jar.file());
  }

  private void swap(Release next, FolderJar file) {
    Release old = live;
    live = next;
    liveFile = file;
    lastVersion = next.jar().name().version().toString();
    problem = "";
    quarantinedTools.clear();
    host.metrics().count("mesh.plugins.hot.swaps", "plugin", id);
    LOG.info("The plugin {} is live with {} tools", next.jar().name(), next.tools().size());
    changed.run();
    if (old != null) {
      dropEarlier();
      earlier = old.jar();
      retiring = old.retire(host.options().drainMs());
    }
  }

  private Future<Void> takeOut() {
    Release leaving = live;
    live = null;
    liveFile = null;
    problem = "";
    quarantinedTools.clear();
    dropEarlier();
    changed.run();
    if (leaving != null) {
      LOG.info("The plugin {} is taken out", leaving.jar().name());
      retiring = leaving.retire(host.options().drainMs()).compose(v -> blocking(() -> drop(leaving.jar())));
    }
    return NOTHING;
  }

  private void quarantine(Release release) {
    if (release != live) {
      return;
    }
    host.metrics().count("mesh.plugins.hot.quarantined", "plugin", id);
    LOG.warn("The plugin {} goes into quarantine: it missed {} deadlines in a row", release.jar().name(),
        host.options().limits().timeoutsMax());
    problem = "It missed " + host.options().limits().timeoutsMax() + " deadlines in a row.";
    quarantinedTools.addAll(release.tools().keySet());
    live = null;
    changed.run();
    retiring = release.end().eventually(() -> blocking(() -> drop(release.jar())));
  }

  private void refused(FolderJar jar, String reason) {
    refusals.put(jar, reason);
    problem = jar.name() + ": " + reason;
    lastVersion = live == null ? jar.name().version().toString() : lastVersion;
  }

  private Future<Void> forgetProblem() {
    problem = live == null && quarantinedTools.isEmpty() ? "" : problem;
    return NOTHING;
  }

  private StagedJar stageEarlier() {
    if (earlier != null) {
      return folder.stage(earlier.name(), earlier.file());
    }
    Optional<SemVer> present = SemVer.of(lastVersion);
    return folder.jars().stream().map(FolderJar::name)
        .filter(name -> name.id().equals(id) && present.isPresent() && name.version().compareTo(present.get()) < 0)
        .max((a, b) -> a.version().compareTo(b.version()))
        .map(folder::stage)
        .orElseThrow(() -> new PluginRefused(PluginRefused.Cause.UNKNOWN,
            "There is no earlier version of the plugin " + id + '.'));
  }

  private void dropEarlier() {
    StagedJar old = earlier;
    earlier = null;
    if (old != null) {
      blocking(() -> drop(old));
    }
  }

  private Void drop(StagedJar jar) {
    folder.drop(jar);
    return null;
  }
}
