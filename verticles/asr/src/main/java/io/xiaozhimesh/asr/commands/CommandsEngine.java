package io.xiaozhimesh.asr.commands;

import io.xiaozhimesh.asr.buffered.BufferedEngine;
import io.xiaozhimesh.asr.buffered.DecodePool;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.stage.Metrics;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recognises declared English phrases. New phrases hold from the next utterance on. */
final class CommandsEngine extends BufferedEngine {

  private static final Logger LOG = LoggerFactory.getLogger(CommandsEngine.class);

  private final EnglishModel model;
  private final RecogniserPool recognisers;
  private final DecodePool threads;
  private final CommandsOptions options;
  private final AtomicInteger declarations = new AtomicInteger();
  private int adopted;

  private CommandsEngine(EnglishModel model, RecogniserPool recognisers, DecodePool threads, CommandsOptions options,
      Metrics metrics) {
    super(CommandsEngineProvider.NAME, threads, recognisers, metrics, () -> { });
    this.model = model;
    this.recognisers = recognisers;
    this.threads = threads;
    this.options = options;
  }

  /** Loads the model; one to three seconds. */
  static CommandsEngine load(CommandsOptions options, Metrics metrics) {
    EnglishModel model = EnglishModel.load();
    RecogniserPool recognisers = new RecogniserPool(model, options, metrics);
    DecodePool threads = new DecodePool("mesh-asr-commands", options.recognisers(), options.utterancesMax());
    return new CommandsEngine(model, recognisers, threads, options, metrics);
  }

  @Override
  public CompletionStage<Void> phrases(List<Phrase> phrases) {
    int version = declarations.incrementAndGet();
    return onPool(() -> adopt(phrases, version)).thenCompose(done -> refreshAll());
  }

  /** Several threads may adopt at once; what has been overtaken by a newer declaration is dropped. */
  private synchronized void adopt(List<Phrase> declared, int version) {
    if (version < adopted) {
      return;
    }
    adopted = version;
    PhraseSet set = PhraseSet.of(declared, model::knows);
    if (set.unpronounceable() > 0) {
      LOG.warn("{} of {} phrases have words that the dictionary does not know and cannot be recognised",
          set.unpronounceable(), declared.size());
    }
    LOG.info("listening for {} phrases, {} in other languages ignored", set.phrases().size(), set.otherLanguage());
    recognisers.want(set);
  }

  private CompletableFuture<Void> refreshAll() {
    return CompletableFuture.allOf(Stream.generate(() -> onPool(recognisers::refreshOne))
        .limit(options.recognisers()).toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> onPool(Runnable job) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    boolean taken = threads.maintain(() -> complete(done, job));
    if (!taken) {
      done.completeExceptionally(new MeshException(MeshError.OVERLOADED, "too many grammars are waiting"));
    }
    return done;
  }

  /** The border to sphinx4's compiler, which throws what it likes. */
  private static void complete(CompletableFuture<Void> done, Runnable job) {
    try {
      job.run();
      done.complete(null);
    } catch (RuntimeException e) {
      done.completeExceptionally(new MeshException(MeshError.PROVIDER_FAILED, "the grammar was refused", e));
    }
  }
}
