package io.xiaozhimesh.tts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakCancel;
import io.xiaozhimesh.protocol.bus.SpeakCredit;
import io.xiaozhimesh.protocol.bus.SpeakEnd;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The owner's side of the bus, with a node that has a tts verticle and a clock that the test moves. */
final class Owner {

  static final long WAIT_MS = 20_000;

  final Vertx vertx;
  final Metrics metrics = Metrics.inMemory();
  final AtomicLong nowMs = new AtomicLong(1_000);
  final MeshBus bus;
  final WorkerDirectory directory;
  final Inbox inbox;
  final String tts;
  final List<BusMessage> received = new ArrayList<>();
  private final ConcurrentHashMap<Promise<Void>, Predicate<List<BusMessage>>> waits = new ConcurrentHashMap<>();
  private String deploymentId;

  Owner(Vertx vertx) {
    this.vertx = vertx;
    bus = new MeshBus(vertx, "n1", metrics);
    directory = new WorkerDirectory(bus, clock(), "test");
    tts = Addresses.inbox(Role.TTS, "n1");
    inbox = bus.inbox(Role.INGRESS)
        .on(SpeechFrame.class, this::receive)
        .on(SentenceSpoken.class, this::receive)
        .on(SpeakFailed.class, this::receive);
  }

  static JsonObject scripted() {
    return new JsonObject()
        .put("engines", new io.vertx.core.json.JsonArray().add("first").add("second"))
        .put("disk", new JsonObject().put("dir", ""))
        .put("warmUpFrames", 0)
        .put("sentencePauseMs", 0);
  }

  void deploy(JsonObject section) throws Exception {
    ScriptedEngines.reset();
    StageContext stage = new StageContext(bus, directory, clock(), metrics);
    await(inbox.open());
    deploymentId = await(vertx.deployVerticle(new TtsVerticle(stage, TtsOptions.from(section))));
  }

  void undeploy() throws Exception {
    await(vertx.undeploy(deploymentId));
  }

  static TurnRef turn(int turnId, int epoch) {
    return new TurnRef("s1", turnId, epoch);
  }

  Future<Accepted> open(TurnRef ref, AudioFormat downlink, int credit) {
    return bus.request(tts, new SpeakOpen(ref, inbox.address(), downlink, credit), Accepted.class, 5_000);
  }

  void opened(TurnRef ref, int credit) throws Exception {
    await(open(ref, new AudioFormat(16_000, 1, 60), credit));
  }

  void say(TurnRef ref, int index, String text) {
    say(ref, index, text, "en-US");
  }

  void say(TurnRef ref, int index, String text, String language) {
    bus.send(tts, new SpeakSentence(ref, index, text, language, "", 0));
  }

  void end(TurnRef ref, int sentences) {
    bus.send(tts, new SpeakEnd(ref, sentences));
  }

  void credit(TurnRef ref, int upTo) {
    bus.send(tts, new SpeakCredit(ref, upTo));
  }

  void cancel(TurnRef ref) {
    bus.send(tts, new SpeakCancel(ref));
  }

  synchronized List<SpeechFrame> frames() {
    return received.stream().filter(SpeechFrame.class::isInstance).map(SpeechFrame.class::cast).toList();
  }

  synchronized <T> List<T> all(Class<T> type) {
    return received.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Waits until what was received satisfies the condition. */
  void until(Predicate<List<BusMessage>> condition) throws Exception {
    Promise<Void> promise = Promise.promise();
    waits.put(promise, condition);
    check();
    try {
      await(promise.future());
    } catch (Exception e) {
      throw new AssertionError("received only " + received, e);
    }
  }

  void untilSpoken(int index) throws Exception {
    until(r -> r.stream().anyMatch(m -> m instanceof SentenceSpoken s && s.index() == index));
  }

  void untilFrames(int n) throws Exception {
    until(r -> r.stream().filter(SpeechFrame.class::isInstance).count() >= n);
  }

  /** A round trip through the worker's inbox: what was sent before it has been handled. */
  void settle() throws Exception {
    await(open(new TurnRef("probe", 1, 1), new AudioFormat(16_000, 1, 60), 1));
  }

  /** Waits for a counter; nothing is sent when it rises. */
  void untilCounted(String name, long n) throws Exception {
    Promise<Void> promise = Promise.promise();
    long id = vertx.setPeriodic(5, t -> {
      if (total(name) >= n) {
        promise.tryComplete();
      }
    });
    try {
      await(promise.future());
    } finally {
      vertx.cancelTimer(id);
    }
  }

  long total(String name) {
    return (long) metrics.registry().find(name).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  void assertOrdered() {
    List<SpeechFrame> frames = frames();
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i).sequence()).isEqualTo(i);
    }
    assertThat(frames.stream().map(SpeechFrame::sentenceIndex)).isSorted();
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(WAIT_MS, TimeUnit.MILLISECONDS);
  }

  private void receive(BusMessage message) {
    synchronized (this) {
      received.add(message);
    }
    check();
  }

  private synchronized void check() {
    waits.forEach((promise, condition) -> {
      if (condition.test(received) && promise.tryComplete()) {
        waits.remove(promise);
      }
    });
  }

  private MeshClock clock() {
    return new MeshClock() {
      @Override
      public long nowMs() {
        return nowMs.get();
      }

      @Override
      public long unixMs() {
        return nowMs.get();
      }
    };
  }
}
