package io.xiaozhimesh.asr;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One utterance before a chain of engines: keeps its audio, and gives all of it to the next engine when one fails. The
 * transcript names who made it.
 */
final class ChainRecognition implements Recognition {

  private static final int SAMPLES_MAX = AsrEngine.UTTERANCE_MS_MAX * (AsrEngine.SAMPLE_RATE_HZ / 1_000);

  private final Iterator<ChainEngine.Member> rest;
  private final String language;
  private final Consumer<String> interim;
  private final List<short[]> audio = new ArrayList<>();
  private final CompletableFuture<Transcript> outcome = new CompletableFuture<>();
  private int samples;
  private ChainEngine.Member asked;
  private Recognition current;
  private boolean finished;

  /** @throws MeshException of the last engine when none opens */
  ChainRecognition(List<ChainEngine.Member> members, String language, Consumer<String> interim) {
    this.rest = members.iterator();
    this.language = language;
    this.interim = interim;
    openNext(new MeshException(MeshError.UNAVAILABLE, "there is no engine"));
  }

  @Override
  public synchronized void accept(short[] pcm) {
    if (finished || outcome.isDone() || samples >= SAMPLES_MAX) {
      return;
    }
    samples += pcm.length;
    audio.add(pcm);
    current.accept(pcm);
  }

  @Override
  public synchronized CompletionStage<Transcript> finish() {
    if (!finished) {
      finished = true;
      follow();
    }
    return outcome;
  }

  @Override
  public synchronized void cancel() {
    outcome.completeExceptionally(new MeshException(MeshError.CANCELLED, "the utterance was cancelled"));
    current.cancel();
    audio.clear();
  }

  private void follow() {
    String engine = asked.name();
    current.finish().whenComplete((transcript, failure) -> {
      if (failure == null) {
        outcome.complete(new Transcript(transcript.text(), transcript.language(), transcript.emotion(), engine));
      } else {
        failed(MeshException.of(failure));
      }
    });
  }

  private synchronized void failed(MeshException failure) {
    if (outcome.isDone()) {
      return;
    }
    try {
      openNext(failure);
      audio.forEach(current::accept);
      follow();
    } catch (MeshException e) {
      outcome.completeExceptionally(e);
    }
  }

  private void openNext(MeshException failure) {
    MeshException last = failure;
    while (rest.hasNext()) {
      asked = rest.next();
      try {
        current = asked.engine().open(language, interim);
        return;
      } catch (MeshException e) {
        last = e;
      }
    }
    throw last;
  }
}
