package io.xiaozhimesh.bench.load.failover;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.bench.load.engines.SpokenWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A device with somebody who says a few words at random, hears the answer out, and speaks again. Everything on one context
 * of the clients' Vert.x.
 */
final class Talker {

  /** A turn that has ended, or never did. */
  record Talked(String sessionId, boolean tool, long fromNs, long toNs, Verdict verdict) {
  }

  private static final int WORDS = 6;
  private static final double TOOL_SHARE = 0.3;
  /** Beyond that a turn is lost; the longest undisturbed one takes 15 s. */
  private static final long TURN_MS_MAX = 45_000;
  private static final long PAUSE_MS = 400;

  private final Vertx vertx;
  private final Supplier<Future<ScriptedDevice>> boot;
  private final Leases leases;
  private final Random random;
  private final Consumer<Talked> listener;
  private ScriptedDevice device;
  private String sessionId = "";
  private volatile boolean stopping;
  private volatile boolean idle = true;

  /** @param boot makes a device that is not yet connected */
  Talker(Vertx vertx, Supplier<Future<ScriptedDevice>> boot, Leases leases, long seed, Consumer<Talked> listener) {
    this.vertx = vertx;
    this.boot = boot;
    this.leases = leases;
    this.random = new Random(seed);
    this.listener = listener;
  }

  /** Connects and begins to talk. */
  void begin() {
    idle = false;
    vertx.runOnContext(v -> connect());
  }

  /** Says nothing more after the turn in hand. */
  void stop() {
    stopping = true;
  }

  boolean isIdle() {
    return idle;
  }

  private void connect() {
    boot.get().compose(made -> {
      device = made;
      return made.connect();
    }).onSuccess(hello -> {
      sessionId = hello.sessionId();
      next();
    }).onFailure(failure -> later(this::connect));
  }

  private void next() {
    if (stopping) {
      idle = true;
      device.close();
      return;
    }
    List<String> words = words();
    vertx.executeBlocking(() -> SpeechClip.of(String.join(" ", words), SpokenWords.sentence(words)), false)
        .onSuccess(clip -> say(words, clip));
  }

  private void say(List<String> words, SpeechClip clip) {
    leases.turnBegins(sessionId);
    boolean tool = words.get(0).equals(SpokenWords.LOOKUP);
    long fromNs = System.nanoTime();
    device.say(clip).compose(said -> device.awaitTurn(TURN_MS_MAX)).onComplete(turn -> {
      Verdict verdict = turn.succeeded() ? Verdict.of(words, turn.result()) : Verdict.nothingCame(words.size());
      listener.accept(new Talked(sessionId, tool, fromNs, System.nanoTime(), verdict));
      if (turn.succeeded() && turn.result().completed()) {
        later(this::next);
      } else {
        leases.forget(sessionId);
        device.close().onComplete(closed -> later(stopping ? this::next : this::connect));
      }
    });
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(SpokenWords.PLAIN);
    Collections.shuffle(words, random);
    words = new ArrayList<>(words.subList(0, WORDS));
    if (random.nextDouble() < TOOL_SHARE) {
      words.set(0, SpokenWords.LOOKUP);
    }
    return words;
  }

  private void later(Runnable step) {
    vertx.timer(PAUSE_MS + random.nextInt(400), TimeUnit.MILLISECONDS).onComplete(fired -> step.run());
  }
}
