package io.xiaozhimesh.plugins.hot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.plugin.api.Tool;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolFiller;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A plugin's tool as it is offered: read once from the plugin, checked, and then never asked again. */
record LoadedTool(ToolSpec spec, ObjectNode schema, Tool tool, List<ToolPhrase> phrases) {

  private static final int DESCRIPTION_CHARS_MAX = 4_000;
  private static final int SCHEMA_CHARS_MAX = 32_000;
  private static final int PHRASES_MAX = 200;
  private static final int FILLERS_MAX = 20;
  private static final int FILLER_CHARS_MAX = 200;

  /**
   * All tools of a plugin.
   *
   * @throws PluginRefused when they make no sense
   */
  static List<LoadedTool> all(String pluginId, List<Tool> tools, int toolsMax) {
    if (tools.isEmpty() || tools.size() > toolsMax) {
      throw PluginRefused.unfit("The plugin offers " + tools.size() + " tools, it may offer 1 to " + toolsMax + '.');
    }
    List<LoadedTool> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Tool tool : tools) {
      if (!names.add(tool.name())) {
        throw PluginRefused.unfit("The plugin offers two tools with the name " + tool.name() + '.');
      }
      all.add(of(pluginId, tool));
    }
    return List.copyOf(all);
  }

  private static LoadedTool of(String pluginId, Tool tool) {
    String about = "The tool " + tool.name();
    if (tool.description().length() > DESCRIPTION_CHARS_MAX || tool.inputSchemaJson().length() > SCHEMA_CHARS_MAX) {
      throw PluginRefused.unfit(about + " has a description of more than " + DESCRIPTION_CHARS_MAX
          + " or a schema of more than " + SCHEMA_CHARS_MAX + " characters.");
    } else if (tool.phrases().size() > PHRASES_MAX) {
      throw PluginRefused.unfit(about + " has more than " + PHRASES_MAX + " phrases.");
    }
    ObjectNode schema = Json.object(tool.inputSchemaJson())
        .orElseThrow(() -> PluginRefused.unfit(about + " has a schema that is no JSON object."));
    ToolSpec spec = new ToolSpec(tool.name(), tool.description(), tool.inputSchemaJson(),
        ToolEffect.valueOf(tool.effect().name()), "plugin:" + pluginId, tool.deadlineMs(), tool.scope(),
        fillers(about, tool.fillers()), false);
    return new LoadedTool(spec, schema, tool, tool.phrases().stream().map(phrase -> phrase(tool.name(), phrase)).toList());
  }

  private static List<ToolFiller> fillers(String about, Map<String, String> fillers) {
    boolean fit = fillers.size() <= FILLERS_MAX && fillers.values().stream()
        .allMatch(text -> !text.isBlank() && text.length() <= FILLER_CHARS_MAX);
    if (!fit) {
      throw PluginRefused.unfit(about + " has more than " + FILLERS_MAX + " fillers, or one that is empty or longer than "
          + FILLER_CHARS_MAX + " characters.");
    }
    return new TreeMap<>(fillers).entrySet().stream()
        .map(filler -> new ToolFiller(filler.getKey(), filler.getValue())).toList();
  }

  private static ToolPhrase phrase(String tool, io.xiaozhimesh.plugin.api.ToolPhrase phrase) {
    ObjectNode arguments = Json.object();
    phrase.arguments().forEach((name, value) -> {
      if (value instanceof String text) {
        arguments.put(name, text);
      } else if (value instanceof Boolean flag) {
        arguments.put(name, flag);
      } else if (value instanceof Integer || value instanceof Long) {
        arguments.put(name, ((Number) value).longValue());
      } else if (value instanceof Double number) {
        arguments.put(name, number);
      } else {
        throw PluginRefused.unfit("A phrase of the tool " + tool + " has the argument " + name
            + ", which is no text, number or truth value.");
      }
    });
    return new ToolPhrase(tool, phrase.language(), phrase.text(), arguments.toString());
  }
}
