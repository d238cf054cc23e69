package io.xiaozhimesh.dialogue.internal;

import io.xiaozhimesh.protocol.bus.Exchange;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker remembers of one device's conversation: the latest exchanges, oldest first. Holds what this worker saw
 * itself and, once they arrive, the older ones that the registry knows. Not thread-safe.
 */
public final class Conversation {

  private final int exchangesMax;
  private final List<Exchange> exchanges = new ArrayList<>();

  /** @param exchangesMax how many are kept */
  public Conversation(int exchangesMax) {
    this.exchangesMax = exchangesMax;
  }

  /** Adds what has just been said and heard. */
  public void add(Exchange exchange) {
    exchanges.add(exchange);
    trim();
  }

  /** Puts the registry's exchanges before the own ones; what is known already is not doubled. */
  public void addOlder(List<Exchange> loaded) {
    long ownSinceMs = exchanges.isEmpty() ? Long.MAX_VALUE : exchanges.get(0).atMs();
    exchanges.addAll(0, loaded.stream().filter(e -> e.atMs() < ownSinceMs).toList());
    trim();
  }

  /** Oldest first. */
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** What was heard last, or "". */
  public String lastAnswer() {
    for (int i = exchanges.size() - 1; i >= 0; i--) {
      if (!exchanges.get(i).answered().isBlank()) {
        return exchanges.get(i).answered();
      }
    }
    return "";
  }

  private void trim() {
    if (exchanges.size() > exchangesMax) {
      exchanges.subList(0, exchanges.size() - exchangesMax).clear();
    }
  }
}
