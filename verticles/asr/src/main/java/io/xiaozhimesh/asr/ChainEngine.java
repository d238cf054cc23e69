package io.xiaozhimesh.asr;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Engines in the order in which they are asked. What one cannot recognise is given to the next, with all of its audio.
 * Thread-safe.
 */
final class ChainEngine implements AsrEngine {

  /**
   * One engine of the chain.
   *
   * @param name what the configuration calls it
   * @param local whether it computes on this machine
   * @param weight how often it is asked first; 0 keeps its place
   * @param engine itself, owned by the chain
   */
  record Member(String name, boolean local, int weight, AsrEngine engine) {
  }

  private final List<Member> members;

  /** @param members at least one */
  ChainEngine(List<Member> members) {
    this.members = List.copyOf(members);
  }

  List<Member> members() {
    return members;
  }

  /** The first engine's. */
  @Override
  public String name() {
    return members.get(0).name();
  }

  @Override
  public int capacity() {
    return members.stream().mapToInt(member -> member.engine().capacity()).max().orElse(0);
  }

  @Override
  public Recognition open(String language, Consumer<String> interim) {
    return new ChainRecognition(members, language, interim);
  }

  @Override
  public CompletionStage<Void> phrases(List<Phrase> phrases) {
    return CompletableFuture.allOf(members.stream()
        .map(member -> member.engine().phrases(phrases).toCompletableFuture()).toArray(CompletableFuture[]::new));
  }

  @Override
  public void close() {
    members.forEach(member -> member.engine().close());
  }
}
