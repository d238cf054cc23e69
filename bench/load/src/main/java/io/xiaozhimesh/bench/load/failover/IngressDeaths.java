package io.xiaozhimesh.bench.load.failover;

import io.vertx.core.Vertx;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.bench.load.engines.SpokenWords;
import io.xiaozhimesh.bench.load.engines.Teller;
import io.xiaozhimesh.launcher.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * An ingress in a process of its own dies in the middle of an answer. Its device asks OTA where to go and connects there,
 * as devices do; asked for the question before, the mesh must still know the conversation. Blocks; for the main thread.
 */
final class IngressDeaths {

  static final String OTA_PATH = "/xiaozhi/ota/";

  private static final int RECONNECTS_MAX = 40;
  private static final long RECONNECT_EVERY_MS = 250;
  private static final long START_S_MAX = 120;
  private static final int FIRST_DEVICE = 9_000;

  private final Path folder;
  private final NodeNetwork network;
  private final Path config;
  private final String httpUrl;
  private final Vertx clients;
  private final Consumer<String> progress;
  private final OtaClient ota;
  private final DeviceNetwork sockets;

  IngressDeaths(Path folder, NodeNetwork network, Path config, String httpUrl, Vertx clients, Consumer<String> progress) {
    this.folder = folder;
    this.network = network;
    this.config = config;
    this.httpUrl = httpUrl;
    this.clients = clients;
    this.progress = progress;
    this.ota = new OtaClient(clients);
    this.sockets = new DeviceNetwork(clients, 1);
  }

  /** So many deaths, one after the other. */
  List<Row> run(int deaths) {
    progress.accept("failover: " + deaths + " deaths of an ingress");
    int lost = 0;
    List<Double> pausesMs = new ArrayList<>();
    for (int i = 0; i < deaths; i++) {
      NodeProcess door = NodeProcess.up(folder, "ingress-" + i, List.of(), List.of(),
          Map.of("MESH_CLUSTER_HOST", network.frontHost()), "--cluster", "--config", config.toString(),
          "--stages", "ingress");
      try {
        String line = door.ready().orTimeout(START_S_MAX, TimeUnit.SECONDS).join();
        lost += goesOn(door, line.replaceFirst("ready ws=(\\S*).*", "$1"), FIRST_DEVICE + i, pausesMs) ? 0 : 1;
      } finally {
        door.kill();
        door.awaitEnd();
      }
    }
    Waiting.on(sockets.close());
    Waiting.on(ota.close());
    return List.of(new Row(Case.of(Moment.SPEAKING, "ingress", Blow.KILL), deaths, lost, 0, 0, 0, pausesMs));
  }

  private boolean goesOn(NodeProcess door, String wsUrl, int number, List<Double> pausesMs) {
    DeviceIdentity identity = DeviceIdentity.numbered(number);
    DeviceConfig here = Waiting.on(ota.boot(httpUrl + OTA_PATH, identity));
    DeviceConfig there = new DeviceConfig(wsUrl, here.token(), identity, here.mode(), here.framing(), here.options());
    CompletableFuture<Long> goneNs = new CompletableFuture<>();
    CompletableFuture<Void> sounds = new CompletableFuture<>();
    AtomicBoolean awaited = new AtomicBoolean();
    ScriptedDevice device = sockets.device(there, new DeviceBoard(), new DeviceListener() {
      @Override
      public void frame(double latenessMs) {
        if (awaited.get()) {
          sounds.complete(null);
        }
      }

      @Override
      public void closed(int code) {
        goneNs.complete(System.nanoTime());
      }
    });
    Waiting.on(device.connect());
    List<String> first = List.of("banana", "umbrella", "telephone");
    DeviceTurn told = turn(device, first);
    awaited.set(true);
    say(device, List.of("gorilla", "october", "melody"));
    sounds.orTimeout(START_S_MAX, TimeUnit.SECONDS).join();
    door.kill();
    long killedNs = goneNs.orTimeout(30, TimeUnit.SECONDS).join();
    ScriptedDevice reborn = reconnect(identity);
    pausesMs.add((System.nanoTime() - killedNs) / 1e6);
    DeviceTurn recalled = turn(reborn, List.of(SpokenWords.RECALL, "potato"));
    Waiting.on(reborn.close());
    return told.completed() && recalled.completed()
        && (recalled.sentences().equals(Teller.recalled(String.join(" ", first)))
        || recalled.sentences().equals(Teller.recalled("gorilla october melody")));
  }

  private ScriptedDevice reconnect(DeviceIdentity identity) {
    for (int i = 0; i < RECONNECTS_MAX; i++) {
      try {
        ScriptedDevice device = sockets.device(Waiting.on(ota.boot(httpUrl + OTA_PATH, identity)));
        Waiting.on(device.connect());
        return device;
      } catch (RuntimeException notYet) {
        Waiting.on(clients.timer(RECONNECT_EVERY_MS, TimeUnit.MILLISECONDS));
      }
    }
    throw new IllegalStateException("the device found no other ingress, see " + folder);
  }

  private DeviceTurn turn(ScriptedDevice device, List<String> words) {
    say(device, words);
    return Waiting.on(device.awaitTurn());
  }

  private void say(ScriptedDevice device, List<String> words) {
    Waiting.on(clients.executeBlocking(() ->
        SpeechClip.of(String.join(" ", words), SpokenWords.sentence(words))).compose(device::say));
  }
}
