package io.xiaozhimesh.asr.commands;

import io.xiaozhimesh.asr.Transcript;
import io.xiaozhimesh.asr.buffered.Decoder;
import io.xiaozhimesh.stage.Metrics;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * As many recognisers as there are decoding threads, so that taking one never waits. A recogniser that is about to
 * decode first takes over the newest phrases; one that failed is replaced, because what it holds is unknown.
 * Thread-safe.
 */
final class RecogniserPool implements Decoder {

  private final EnglishModel model;
  private final CommandsOptions options;
  private final Metrics metrics;
  private final BlockingQueue<PhraseRecogniser> idle;
  private final AtomicReference<PhraseSet> wanted = new AtomicReference<>(PhraseSet.EMPTY);

  /** Loads every recogniser. */
  RecogniserPool(EnglishModel model, CommandsOptions options, Metrics metrics) {
    this.model = model;
    this.options = options;
    this.metrics = metrics;
    this.idle = new ArrayBlockingQueue<>(options.recognisers());
    for (int i = 0; i < options.recognisers(); i++) {
      idle.add(PhraseRecogniser.load(model, options.evidenceMin()));
    }
  }

  /** What every recogniser is to listen for from its next utterance on. */
  void want(PhraseSet phrases) {
    wanted.set(phrases);
  }

  /** Brings the recogniser that has been idle longest up to date. */
  void refreshOne() {
    with(recogniser -> null);
  }

  @Override
  public Transcript decode(short[] pcm, String language) {
    Verdict verdict = with(recogniser -> recogniser.recognise(pcm));
    metrics.count("mesh.asr.commands.verdict", "reason", verdict.reason().name().toLowerCase(Locale.ROOT));
    return verdict.phrase().isEmpty()
        ? Transcript.nothing(CommandsEngineProvider.NAME)
        : new Transcript(verdict.phrase(), "en", "", CommandsEngineProvider.NAME);
  }

  private <T> T with(Function<PhraseRecogniser, T> work) {
    PhraseRecogniser recogniser = idle.remove();
    try {
      recogniser.listenFor(wanted.get());
      T result = work.apply(recogniser);
      idle.add(recogniser);
      return result;
    } catch (RuntimeException | Error e) {
      metrics.count("mesh.asr.commands.recogniser.replaced");
      idle.add(PhraseRecogniser.load(model, options.evidenceMin()));
      throw e;
    }
  }
}
