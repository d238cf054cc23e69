package io.xiaozhimesh.bench.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.xiaozhimesh.bench.load.crowd.Caller;
import io.xiaozhimesh.bench.load.engines.ScriptedSpeech;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Others misbehave in every way that the server has to bear, while well-behaved devices converse and must not notice. */
final class AbuseBenchmark implements Benchmark {

  private static final long SEED = 20_260_103;
  private static final int WELL_BEHAVED = 3;
  private static final int OF_EACH_KIND = 10;
  private static final int FLOOD_BURST = 50;
  private static final int RUBBISH_BYTES = 600;
  private static final int LONG_ANSWER_S = 30;
  private static final String BEGUN = "GET /xiaozhi/v1/ HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";

  @Override
  public String name() {
    return "abuse";
  }

  @Override
  public String description() {
    return "slow readers, floods, half-open sockets, bytes one at a time, rubbish; well-behaved devices must not notice";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    int each = settings.sessionsOr(OF_EACH_KIND).get(0);
    try (Ground ground = Ground.of(settings, new JsonObject()); CallerFleet bad = new CallerFleet(ground, 3 * each)) {
      NetClient sockets = ground.clients().createNetClient(new NetClientOptions());
      BenchSettings half = new BenchSettings(settings.url(), settings.otaUrl(), Math.max(1, settings.seconds() / 2), 0,
          List.of(), false, settings.wavFile(), settings.profile(), settings.progress());
      TalkLoad calm = new TalkLoad(ground, half, WELL_BEHAVED);
      calm.run();
      List<Long> timers = attack(ground, bad, sockets, each);
      settings.progress().accept("abuse: " + each + " of each kind attack");
      TalkLoad attacked = new TalkLoad(ground, half, WELL_BEHAVED);
      attacked.run();
      timers.forEach(ground.clients()::cancelTimer);
      boolean alive = ground.server() == null || ground.server().runs();
      Share unanswered = new Share("turns of well-behaved devices unanswered under attack", WELL_BEHAVED,
          attacked.unanswered().part(), attacked.unanswered().whole(), IdleBenchmark.own(settings, 0));
      JsonObject figures = new JsonObject().put("seed", SEED).put("serverAlive", alive).put("attackersClosed", bad.lost())
          .put("calmP99", calm.ear().percentileMs(99)).put("attackedP99", attacked.ear().percentileMs(99))
          .mergeIn(ground.figures());
      sockets.close();
      List<Measure> measures = new ArrayList<>(calm.measures());
      measures.addAll(attacked.measures());
      return new BenchReport(name(), ground.conditions(), measures, List.of(calm.late(), attacked.late(), unanswered), figures);
    }
  }

  private static List<Long> attack(Ground ground, CallerFleet bad, NetClient sockets, int each) {
    Random random = new Random(SEED);
    // The numbers of the well-behaved devices belong to them alone.
    bad.from(WELL_BEHAVED);
    bad.growTo(WELL_BEHAVED + 3 * each, new Measure("hello", 3 * each, Double.POSITIVE_INFINITY), n -> Caller.Ear.DEAF);
    List<Caller> callers = bad.callers();
    List<Long> timers = new CopyOnWriteArrayList<>();
    for (int n = 0; n < callers.size(); n++) {
      Caller caller = callers.get(n);
      switch (n % 3) {
        case 0 -> readSlowly(caller);
        case 1 -> timers.add(ground.clients().setPeriodic(50, timer -> flood(caller)));
        default -> timers.add(ground.clients().setPeriodic(100, timer -> {
          caller.packet(Buffer.buffer(bytes(random)));
          caller.text("{\"type\":" + random.nextInt());
        }));
      }
    }
    URI uri = URI.create(ground.device(0).url());
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    for (int n = 0; n < each; n++) {
      // Half open: connected, and never a byte.
      sockets.connect(port, uri.getHost());
      sockets.connect(port, uri.getHost()).onSuccess(socket -> socket.write(Buffer.buffer(bytes(random))));
      int[] sent = {0};
      sockets.connect(port, uri.getHost()).onSuccess(socket -> timers.add(ground.clients().setPeriodic(100, timer ->
          socket.write(byteOfHandshake(sent[0]++)).onFailure(gone -> ground.clients().cancelTimer(timer)))));
    }
    return timers;
  }

  /** A handshake whose last header never ends. */
  private static String byteOfHandshake(int n) {
    return n < BEGUN.length() ? BEGUN.substring(n, n + 1) : "x";
  }

  private static void readSlowly(Caller caller) {
    caller.text(new JsonObject().put("type", "listen").put("state", "detect")
        .put("text", ScriptedSpeech.question(LONG_ANSWER_S)).encode());
    caller.stopReading();
  }

  private static void flood(Caller caller) {
    for (int i = 0; i < FLOOD_BURST; i++) {
      caller.text("{\"type\":\"abort\"}");
    }
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(RUBBISH_BYTES)];
    random.nextBytes(bytes);
    return bytes;
  }
}
