package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.ToolsOffered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Who offers which tools, by inbox. An offer lapses when it is not repeated; there is room for a bounded number, and the
 * newcomer is refused. Not thread-safe.
 */
public final class OfferTable {

  /** An offer that was not repeated for so many milliseconds has lapsed. */
  public static final long OFFER_TTL_MS = 6_000;

  /** Offers at once. */
  public static final int OFFERS_MAX = 256;

  /** A tool and who runs it. */
  public record OfferedTool(String inbox, ToolSpec spec) {
  }

  private record Offer(List<OfferedTool> tools, long atMs) {
  }

  private final Map<String, Offer> byInbox = new TreeMap<>();
  private int turn;

  /**
   * Takes note of an offer, or of its end.
   *
   * @param parser reads a schema; empty for what is no JSON object
   * @return how many of its tools were refused
   */
  public int accept(ToolsOffered offered, Function<String, Optional<ObjectNode>> parser, long nowMs) {
    expire(nowMs);
    if (offered.tools().isEmpty()) {
      byInbox.remove(offered.inbox());
      return 0;
    }
    if (byInbox.size() >= OFFERS_MAX && !byInbox.containsKey(offered.inbox())) {
      return offered.tools().size();
    }
    List<OfferedTool> usable = new ArrayList<>();
    for (ToolSpec spec : offered.tools()) {
      parser.apply(spec.inputSchemaJson())
          .ifPresent(schema -> usable.add(new OfferedTool(offered.inbox(), spec)));
    }
    byInbox.put(offered.inbox(), new Offer(usable, nowMs));
    return offered.tools().size() - usable.size();
  }

  /** Every tool once, in a stable order. */
  public List<ToolSpec> specs(long nowMs) {
    expire(nowMs);
    Map<String, ToolSpec> byName = new LinkedHashMap<>();
    byInbox.values().forEach(offer -> offer.tools.forEach(tool -> byName.putIfAbsent(tool.spec.name(), tool.spec)));
    return List.copyOf(byName.values());
  }

  /** The tool of this name, as {@link #specs} has it. */
  public Optional<ToolSpec> spec(String name, long nowMs) {
    expire(nowMs);
    return byInbox.values().stream().flatMap(offer -> offer.tools.stream()).map(OfferedTool::spec)
        .filter(spec -> spec.name().equals(name)).findFirst();
  }

  /** Who runs the tool of this name, each in turn the first. */
  public List<OfferedTool> find(String name, long nowMs) {
    expire(nowMs);
    List<OfferedTool> found = new ArrayList<>();
    byInbox.values().forEach(offer -> offer.tools.stream().filter(t -> t.spec.name().equals(name)).forEach(found::add));
    if (found.size() > 1) {
      Collections.rotate(found, turn++);
    }
    return found;
  }

  private void expire(long nowMs) {
    byInbox.values().removeIf(offer -> nowMs - offer.atMs > OFFER_TTL_MS);
  }
}
