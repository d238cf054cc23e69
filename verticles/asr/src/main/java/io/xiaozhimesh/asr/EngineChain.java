package io.xiaozhimesh.asr;

import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.stage.resilience.GuardRules;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.ProviderSet;
import io.xiaozhimesh.stage.resilience.RelayContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The engines of the stage as one: an utterance that one cannot recognise is given to the next, with all of its audio.
 * Used on the stage's context; engines answer on their own threads.
 */
final class EngineChain implements AsrEngine {

  private final ProviderSet<AsrEngine> engines;
  private final RelayContext context;
  private final GuardRules rules;
  private final Executor loop;
  private final TranscriptCache cache;
  private List<Phrase> phrases = List.of();

  /** @param loop runs on the stage's context */
  EngineChain(ProviderSet<AsrEngine> engines, RelayContext context, GuardRules rules, TranscriptCache cache, Executor loop) {
    this.cache = cache;
    this.engines = engines;
    this.context = context;
    this.rules = rules;
    this.loop = loop;
  }

  /** The first engine's. */
  @Override
  public String name() {
    return engines.order().get(0);
  }

  @Override
  public int capacity() {
    return chain().stream().mapToInt(member -> member.provider().capacity()).max().orElse(1);
  }

  /** @throws MeshException of the last engine when none opens */
  @Override
  public Recognition open(String language, Consumer<String> interim) {
    ChainRecognition recognition = new ChainRecognition(context, rules, chain(), cache, loop, language, interim);
    recognition.begin();
    return recognition;
  }

  /** Also for engines that come later. */
  @Override
  public CompletionStage<Void> phrases(List<Phrase> declared) {
    phrases = declared;
    return tell(engines.all());
  }

  /** Puts these engines in force. */
  void install(List<Guarded<AsrEngine>> members) {
    engines.install(members, members.stream().map(Guarded::name).toList());
    if (!phrases.isEmpty()) {
      tell(members);
    }
  }

  @Override
  public void close() {
    engines.install(List.of(), List.of());
  }

  private CompletionStage<Void> tell(List<Guarded<AsrEngine>> members) {
    return CompletableFuture.allOf(members.stream()
        .map(member -> member.provider().phrases(phrases).toCompletableFuture()).toArray(CompletableFuture[]::new));
  }

  private List<Guarded<AsrEngine>> chain() {
    return engines.chain(engines.order());
  }
}
