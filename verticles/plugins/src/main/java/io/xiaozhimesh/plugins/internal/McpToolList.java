package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The device's tools as they come page by page. The firmware ends a page at 8 000 bytes and names the first omitted
 * tool as {@code nextCursor}; a board may well repeat itself, so a cursor seen before or a page without tools ends the
 * list. Not thread-safe.
 */
final class McpToolList {

  private final DeviceLimits limits;
  private final ToolNames names;
  private final Consumer<DeviceEvent> noted;
  private final Map<String, McpTool> bySafeName = new LinkedHashMap<>();
  private final Set<String> cursors = new HashSet<>();
  private int pages;

  McpToolList(DeviceLimits limits, ToolNames names, Consumer<DeviceEvent> noted) {
    this.limits = limits;
    this.names = names;
    this.noted = noted;
  }

  /** Takes a page over; answers with the cursor of the next, or empty when the list is over. */
  Optional<String> accept(JsonNode page) {
    pages++;
    JsonNode tools = page.path("tools");
    tools.forEach(this::add);
    mapNamesInDescriptions();
    String next = Json.text(page, "nextCursor");
    if (next.isEmpty()) {
      return Optional.empty();
    }
    boolean goesOn = !tools.isEmpty() && cursors.add(next) && pages < limits.pagesMax()
        && bySafeName.size() < limits.toolsMax();
    if (!goesOn) {
      noted.accept(DeviceEvent.LIST_CUT);
      return Optional.empty();
    }
    return Optional.of(next);
  }

  Optional<McpTool> find(String safeName) {
    return Optional.ofNullable(bySafeName.get(safeName));
  }

  List<ToolSpec> specs() {
    return bySafeName.values().stream().map(McpTool::spec).toList();
  }

  private void add(JsonNode descriptor) {
    if (bySafeName.size() >= limits.toolsMax()) {
      noted.accept(DeviceEvent.TOOL_SKIPPED);
      return;
    }
    McpTool.of(descriptor, names).ifPresentOrElse(
        tool -> bySafeName.putIfAbsent(tool.spec().name(), tool), () -> noted.accept(DeviceEvent.TOOL_SKIPPED));
  }

  /** Descriptions speak of other tools by the device's names; the model must read the names that it can call. */
  private void mapNamesInDescriptions() {
    List<McpTool> longestFirst = bySafeName.values().stream()
        .filter(t -> t.foreignName().contains("."))
        .sorted(Comparator.comparingInt((McpTool t) -> t.foreignName().length()).reversed()).toList();
    bySafeName.replaceAll((name, tool) -> {
      String description = tool.spec().description();
      for (McpTool other : longestFirst) {
        description = description.replace(other.foreignName(), other.spec().name());
      }
      return tool.described(description);
    });
  }
}
