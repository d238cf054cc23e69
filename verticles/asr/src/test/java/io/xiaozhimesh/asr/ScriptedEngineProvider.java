package io.xiaozhimesh.asr;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An engine whose first sample says what happens: 1 it hears the number of samples, 2 it fails, 3 it never answers, 4
 * it
 * has an interim result. With the option "dead" every utterance fails, with "mute" none is
 * answered. Never chosen automatically.
 */
public final class ScriptedEngineProvider implements AsrEngineProvider {

  static final int HEARS = 1;
  static final int FAILS = 2;
  static final int HANGS = 3;
  static final int INTERIM = 4;

  /** What every scripted engine was told can be said. */
  static final BlockingQueue<List<Phrase>> PHRASES = new LinkedBlockingQueue<>();

  /** How many scripted engines are loaded and not closed. */
  static final AtomicInteger LOADED = new AtomicInteger();

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public int rank(OptionsReader section) {
    return 0;
  }

  @Override
  public AsrEngine create(OptionsReader section, EngineContext context) {
    if (section.flag("broken", false)) {
      throw new IllegalStateException("scripted is broken");
    }
    LOADED.incrementAndGet();
    return new Engine(section.integer("utterancesMax", 2, 1, 100), section.flag("dead", false), section.flag("mute", false));
  }

  private static final class Engine implements AsrEngine {

    private final int capacity;
    private final boolean dead;
    private final boolean mute;
    private final AtomicInteger open = new AtomicInteger();

    Engine(int capacity, boolean dead, boolean mute) {
      this.mute = mute;
      this.capacity = capacity;
      this.dead = dead;
    }

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public int capacity() {
      return capacity;
    }

    @Override
    public Recognition open(String language, Consumer<String> interim) {
      if (open.get() == capacity) {
        throw new MeshException(MeshError.OVERLOADED, "full");
      }
      open.incrementAndGet();
      return new Script(dead, mute, interim, open::decrementAndGet);
    }

    @Override
    public CompletionStage<Void> phrases(List<Phrase> phrases) {
      PHRASES.add(phrases);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      LOADED.decrementAndGet();
    }
  }

  private static final class Script implements Recognition {

    private final boolean dead;
    private final boolean mute;
    private final Consumer<String> interim;
    private final List<Short> heard = new ArrayList<>();
    private final CompletableFuture<Transcript> outcome = new CompletableFuture<>();

    Script(boolean dead, boolean mute, Consumer<String> interim, Runnable release) {
      this.mute = mute;
      this.dead = dead;
      this.interim = interim;
      outcome.whenComplete((transcript, failure) -> release.run());
    }

    @Override
    public void accept(short[] pcm) {
      for (short sample : pcm) {
        heard.add(sample);
      }
      if (heard.get(0) == INTERIM) {
        interim.accept("so far " + heard.size());
      }
    }

    @Override
    public CompletionStage<Transcript> finish() {
      int wish = heard.isEmpty() ? HEARS : heard.get(0);
      if (wish == FAILS || dead) {
        outcome.completeExceptionally(new MeshException(MeshError.PROVIDER_FAILED, "as scripted"));
      } else if (wish != HANGS && !mute) {
        outcome.complete(new Transcript("heard " + heard, "en", "happy", "scripted"));
      }
      return outcome;
    }

    @Override
    public void cancel() {
      outcome.completeExceptionally(new MeshException(MeshError.CANCELLED, "cancelled"));
    }
  }
}
