package io.xiaozhimesh.asr;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.resilience.GuardRules;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.Priority;
import io.xiaozhimesh.stage.resilience.Relay;
import io.xiaozhimesh.stage.resilience.RelayContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One utterance before a chain of engines. Keeps its audio, 30 s at most, and gives all of it to whoever is asked later:
 * because one failed, or was silent for too long after the end of the utterance. The transcript names who made it. Used on
 * the stage's context.
 */
final class ChainRecognition implements Recognition, Relay.Request<AsrEngine> {

  private static final int SAMPLES_MAX = AsrEngine.UTTERANCE_MS_MAX * (AsrEngine.SAMPLE_RATE_HZ / 1_000);

  private final Relay<AsrEngine> relay;
  private final Guarded<AsrEngine> first;
  private final TranscriptCache cache;
  private final Executor loop;
  private final String language;
  private final Consumer<String> interim;
  private final List<short[]> audio = new ArrayList<>();
  private final Map<Relay<AsrEngine>.Attempt, Recognition> running = new LinkedHashMap<>();
  private final CompletableFuture<Transcript> outcome = new CompletableFuture<>();
  private MeshException refused;
  private int samples;
  private boolean finished;

  /** @param chain at least one engine */
  ChainRecognition(RelayContext context, GuardRules rules, List<Guarded<AsrEngine>> chain, TranscriptCache cache,
      Executor loop, String language, Consumer<String> interim) {
    this.first = chain.get(0);
    this.cache = cache;
    this.relay = new Relay<>(context, rules, chain, Priority.INTERACTIVE, this);
    this.loop = loop;
    this.language = language;
    this.interim = interim;
  }

  /** @throws MeshException of the last engine when none opens */
  void begin() {
    relay.startUnwatched();
    if (refused != null) {
      throw refused;
    }
  }

  @Override
  public void accept(short[] pcm) {
    if (!finished && !outcome.isDone() && samples < SAMPLES_MAX) {
      samples += pcm.length;
      audio.add(pcm);
      running.values().forEach(recognition -> recognition.accept(pcm));
    }
  }

  @Override
  public CompletionStage<Transcript> finish() {
    if (!finished) {
      finished = true;
      Optional<Transcript> known = known();
      if (known.isPresent()) {
        relay.cancel();
        end(known.get(), null);
      } else {
        Map.copyOf(running).forEach(this::follow);
        relay.watch();
      }
    }
    return outcome;
  }

  @Override
  public void cancel() {
    relay.cancel();
    end(null, new MeshException(MeshError.CANCELLED, "the utterance was cancelled"));
  }

  @Override
  public Runnable begin(AsrEngine engine, Relay<AsrEngine>.Attempt attempt) {
    Recognition recognition = engine.open(language, interim);
    running.put(attempt, recognition);
    audio.forEach(recognition::accept);
    if (finished) {
      follow(attempt, recognition);
    }
    return () -> {
      running.remove(attempt);
      recognition.cancel();
    };
  }

  @Override
  public void failed(MeshException failure, String heard) {
    refused = failure;
    end(null, failure);
  }

  private Optional<Transcript> known() {
    return first.local() || audio.isEmpty() ? Optional.empty()
        : cache.find(cache.key(first.fingerprint(), language, audio));
  }

  private void follow(Relay<AsrEngine>.Attempt attempt, Recognition recognition) {
    recognition.finish().whenComplete((transcript, failure) -> loop.execute(() -> {
      running.remove(attempt);
      if (failure != null) {
        attempt.failed(MeshException.of(unwrapped(failure)));
      } else if (attempt.completed()) {
        Transcript signed =
            new Transcript(transcript.text(), transcript.language(), transcript.emotion(), attempt.provider());
        if (!attempt.isLocal() && !audio.isEmpty()) {
          cache.keep(cache.key(attempt.fingerprint(), language, audio), signed);
        }
        end(signed, null);
      }
    }));
  }

  private void end(Transcript transcript, MeshException failure) {
    audio.clear();
    if (failure == null) {
      outcome.complete(transcript);
    } else {
      outcome.completeExceptionally(failure);
    }
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause() : failure;
  }
}
