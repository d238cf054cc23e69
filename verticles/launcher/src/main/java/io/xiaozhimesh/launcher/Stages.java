package io.xiaozhimesh.launcher;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrOptions;
import io.xiaozhimesh.asr.AsrVerticle;
import io.xiaozhimesh.bridge.BridgeOptions;
import io.xiaozhimesh.bridge.BridgeVerticle;
import io.xiaozhimesh.dialogue.DialogueOptions;
import io.xiaozhimesh.dialogue.DialogueVerticle;
import io.xiaozhimesh.ingress.IngressOptions;
import io.xiaozhimesh.ingress.IngressVerticle;
import io.xiaozhimesh.ingress.socket.SocketOptions;
import io.xiaozhimesh.ota.OtaOptions;
import io.xiaozhimesh.ota.OtaVerticle;
import io.xiaozhimesh.plugins.PluginsOptions;
import io.xiaozhimesh.plugins.PluginsVerticle;
import io.xiaozhimesh.plugins.hot.PluginAdmin;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.registry.RegistryOptions;
import io.xiaozhimesh.registry.RegistryVerticle;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.resilience.ProviderAdmin;
import io.xiaozhimesh.tts.TtsOptions;
import io.xiaozhimesh.tts.TtsVerticle;
import io.xiaozhimesh.vad.VadOptions;
import io.xiaozhimesh.vad.VadVerticle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stages of this node: the workers start together, then ingress, whose port ota must know, then ota. They end in the
 * opposite order, the front before the workers, so that a turn can still be finished while sessions drain.
 */
final class Stages {

  private static final Set<Role> WORKERS =
      EnumSet.of(Role.REGISTRY, Role.PLUGINS, Role.VAD, Role.ASR, Role.TTS, Role.DIALOGUE);

  private final Vertx vertx;
  private final StageContext context;
  private final JsonObject config;
  private final DeviceAccess access;
  private final Map<Role, String> deployments = new EnumMap<>(Role.class);
  private BridgeVerticle bridge;
  private IngressVerticle ingress;
  private OtaVerticle ota;
  private PluginsVerticle plugins;
  private AsrVerticle asr;
  private TtsVerticle tts;
  private DialogueVerticle dialogue;

  Stages(Vertx vertx, StageContext context, JsonObject config) {
    this.vertx = vertx;
    this.context = context;
    this.config = config;
    this.access = new DeviceAccess(config.getJsonObject("auth"), context.clock());
  }

  /** Completes when every chosen stage serves; fails when one cannot, with the others still running. */
  Future<Void> deploy(Set<Role> roles) {
    List<Future<Void>> workers = new ArrayList<>();
    roles.stream().filter(WORKERS::contains).forEach(role -> workers.add(deploy(role, worker(role))));
    return Future.join(workers)
        .compose(v -> roles.contains(Role.BRIDGE) ? deployBridge() : Future.succeededFuture())
        .compose(v -> roles.contains(Role.INGRESS) ? deployIngress() : Future.succeededFuture())
        .compose(v -> roles.contains(Role.OTA) ? deployOta() : Future.succeededFuture());
  }

  /** Ends what devices speak to; a stage that fails to stop does not keep the others from it. */
  Future<Void> undeployFront() {
    return undeploy(Role.OTA).eventually(() -> undeploy(Role.INGRESS));
  }

  /** Ends the workers; a stage that fails to stop does not keep the others from it. */
  Future<Void> undeployWorkers() {
    return Future.join(WORKERS.stream().map(this::undeploy).toList()).mapEmpty();
  }

  Set<Role> running() {
    return deployments.keySet();
  }

  /** 0 when ingress does not run here. */
  int ingressPort() {
    return ingress == null ? 0 : ingress.port();
  }

  /** 0 when no bridge serves here. */
  int bridgePort() {
    return bridge == null ? 0 : bridge.port();
  }

  /** 0 when ota does not run here. */
  int otaPort() {
    return ota == null ? 0 : ota.port();
  }

  /** What can be done with the plugins, where that stage runs here. */
  Optional<PluginAdmin> pluginAdmin() {
    return deployments.containsKey(Role.PLUGINS) ? Optional.of(plugins.pluginAdmin()) : Optional.empty();
  }

  /** What can be done with the providers of the stages that run here, by stage. */
  Map<String, ProviderAdmin> providerAdmins() {
    Map<String, ProviderAdmin> admins = new LinkedHashMap<>();
    put(admins, "asr", Role.ASR, asr == null ? null : asr.providerAdmin());
    put(admins, "dialogue", Role.DIALOGUE, dialogue == null ? null : dialogue.providerAdmin());
    put(admins, "tts", Role.TTS, tts == null ? null : tts.providerAdmin());
    put(admins, "vision", Role.OTA, ota == null ? null : ota.visionAdmin());
    return admins;
  }

  private void put(Map<String, ProviderAdmin> admins, String stage, Role role, ProviderAdmin admin) {
    if (deployments.containsKey(role) && admin != null) {
      admins.put(stage, admin);
    }
  }

  private Deployable worker(Role role) {
    JsonObject section = config.getJsonObject(role.key());
    return switch (role) {
      case REGISTRY -> new RegistryVerticle(context, RegistryOptions.from(section));
      case PLUGINS -> plugins = new PluginsVerticle(context, PluginsOptions.from(section));
      case VAD -> new VadVerticle(context, VadOptions.from(section));
      case ASR -> asr = new AsrVerticle(context, AsrOptions.from(section));
      case TTS -> tts = new TtsVerticle(context, TtsOptions.from(section));
      case DIALOGUE -> dialogue = new DialogueVerticle(context, DialogueOptions.from(section));
      case INGRESS, OTA, BRIDGE -> throw new IllegalArgumentException(role + " is no worker");
    };
  }

  /** Unless it has no port: then there is nothing to run. */
  private Future<Void> deployBridge() {
    BridgeOptions options = BridgeOptions.from(config.getJsonObject(Role.BRIDGE.key()));
    if (!options.enabled()) {
      return Future.succeededFuture();
    }
    bridge = new BridgeVerticle(context, options);
    return deploy(Role.BRIDGE, bridge);
  }

  private Future<Void> deployIngress() {
    JsonObject section = config.getJsonObject(Role.INGRESS.key());
    ingress = new IngressVerticle(context, IngressOptions.from(section),
        SocketOptions.from(section.getJsonObject("socket")), access.check(), access.tokens());
    return deploy(Role.INGRESS, ingress);
  }

  private Future<Void> deployOta() {
    OtaOptions options = OtaOptions.from(config.getJsonObject(Role.OTA.key()));
    ota = new OtaVerticle(context, ingress == null ? options : options.withWebsocketPort(ingress.port()),
        access.tokens());
    return deploy(Role.OTA, ota);
  }

  private Future<Void> deploy(Role role, Deployable stage) {
    return vertx.deployVerticle(stage).onSuccess(id -> deployments.put(role, id)).mapEmpty();
  }

  private Future<Void> undeploy(Role role) {
    String id = deployments.remove(role);
    return id == null ? Future.succeededFuture() : vertx.undeploy(id);
  }
}
