package io.xiaozhimesh.plugins.mcp;

import io.xiaozhimesh.plugins.internal.ToolNames;
import io.xiaozhimesh.plugins.mcp.client.ServerTool;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tools of all servers under the names by which a model knows them: as with devices' tools, what the model APIs
 * refuse becomes "_", and a suffix tells apart what would be equal: first the server's name, then a number. A tool keeps
 * its name as long as its server offers it. Pure; not thread-safe.
 */
final class NamedTools {

  /** A tool, whose it is, and how the model sees it. */
  record Named(String owner, ServerTool tool, ToolSpec spec) {
  }

  private final Set<String> reserved;
  private final Map<String, Map<String, Named>> byOwner = new LinkedHashMap<>();

  /** Nobody gets one of the reserved names. */
  NamedTools(Set<String> reserved) {
    this.reserved = Set.copyOf(reserved);
  }

  /** From now on the owner has these tools and no others; none to forget it. */
  void replace(String owner, String label, String prefix, List<ServerTool> tools) {
    Map<String, Named> before = byOwner.getOrDefault(owner, Map.of());
    byOwner.remove(owner);
    if (tools.isEmpty()) {
      return;
    }
    Set<String> taken = new HashSet<>(reserved);
    byOwner.values().forEach(named -> named.values().forEach(one -> taken.add(one.spec.name())));
    Map<String, String> names = new LinkedHashMap<>();
    for (ServerTool tool : tools) {
      Optional.ofNullable(before.get(tool.name())).map(one -> one.spec.name()).filter(taken::add)
          .ifPresent(kept -> names.put(tool.name(), kept));
    }
    for (ServerTool tool : tools) {
      names.computeIfAbsent(tool.name(), name -> free(prefix + name, label, taken));
    }
    Map<String, Named> now = new LinkedHashMap<>();
    tools.forEach(tool -> now.put(tool.name(), new Named(owner, tool, new ToolSpec(names.get(tool.name()),
        described(tool.description(), names), tool.schema().toString(), tool.effect(), "mcp:" + label))));
    byOwner.put(owner, now);
  }

  Optional<Named> find(String name) {
    return byOwner.values().stream().flatMap(named -> named.values().stream())
        .filter(one -> one.spec.name().equals(name)).findFirst();
  }

  /** By owner, each owner's in its own order. */
  List<Named> all() {
    List<Named> all = new ArrayList<>();
    byOwner.values().forEach(named -> all.addAll(named.values()));
    return all;
  }

  private static String free(String foreign, String label, Set<String> taken) {
    String plain = ToolNames.plain(foreign);
    String candidate = cut(plain, "");
    for (int n = 1; !taken.add(candidate); n++) {
      String suffix = n == 1 ? '_' + ToolNames.plain(label) : "_" + n;
      candidate = cut(plain, suffix);
    }
    return candidate;
  }

  private static String cut(String plain, String suffix) {
    return plain.substring(0, Math.min(plain.length(), ToolNames.CHARS_MAX - suffix.length())) + suffix;
  }

  /** Descriptions speak of other tools by the server's names; the model must read the names that it can call. */
  private static String described(String description, Map<String, String> names) {
    String text = description;
    List<String> longestFirst = names.keySet().stream().filter(name -> name.contains("."))
        .sorted(Comparator.comparingInt(String::length).reversed()).toList();
    for (String name : longestFirst) {
      text = text.replace(name, names.get(name));
    }
    return text;
  }
}
