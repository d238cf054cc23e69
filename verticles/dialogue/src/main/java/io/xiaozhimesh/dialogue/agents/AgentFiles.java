package io.xiaozhimesh.dialogue.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads agents from YAML files, one file each. Blocks: not for an event loop. */
public final class AgentFiles {

  private static final Set<String> KEYS = Set.of("id", "name", "language", "voice", "prompt", "model", "models",
      "greeting", "farewell", "exitWords", "timeZone", "tools");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final ZoneId otherwiseZone;

  /** @param otherwiseZone the time zone of agents that name none */
  public AgentFiles(ZoneId otherwiseZone) {
    this.otherwiseZone = otherwiseZone;
  }

  /**
   * Every agent of a folder, by id.
   *
   * @throws IllegalArgumentException naming file and key, for a file that is no agent or an id that comes twice
   * @throws UncheckedIOException if the folder cannot be read
   */
  public Map<String, Agent> load(Path folder) {
    Map<String, Agent> agents = new HashMap<>();
    for (Path file : yamlFiles(folder)) {
      Agent agent = read(file);
      if (agents.put(agent.id(), agent) != null) {
        throw new IllegalArgumentException(file + ".id is " + agent.id() + ", which another file has already");
      }
    }
    return agents;
  }

  private static List<Path> yamlFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the agents in " + folder, e);
    }
  }

  /** The agent of one file. */
  Agent read(Path file) {
    JsonObject json = parsed(file);
    for (String key : json.fieldNames()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(file + "." + key + " is unknown, known are " + new TreeSet<>(KEYS));
      }
    }
    OptionsReader in = new OptionsReader(file.toString(), json);
    String stem = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return new Agent(in.text("id", stem), in.text("name", Agent.DEFAULT_NAME),
        in.text("language", Agent.DEFAULT_LANGUAGE), in.text("voice", ""), prompt(file, in), in.text("model", ""),
        in.texts("models", List.of()), local(file, in, "greeting", Agent.DEFAULT_GREETING), local(file, in, "farewell", Agent.DEFAULT_FAREWELL),
        in.texts("exitWords", Agent.DEFAULT_EXIT_WORDS), zone(file, in), Set.copyOf(in.texts("tools", List.of())));
  }

  private static JsonObject parsed(Path file) {
    try {
      JsonNode root = YAML.readTree(file.toFile());
      if (root.isMissingNode() || root.isNull()) {
        return new JsonObject();
      } else if (root.isObject()) {
        return new JsonObject(YAML.convertValue(root, new TypeReference<Map<String, Object>>() { }));
      }
      throw new IllegalArgumentException(file + " is not YAML with keys");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is not YAML with keys: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static PromptTemplate prompt(Path file, OptionsReader in) {
    String text = in.text("prompt", Agent.DEFAULT_PROMPT);
    if (text.length() > Agent.PROMPT_CHARS_MAX) {
      throw new IllegalArgumentException(file + ".prompt is longer than " + Agent.PROMPT_CHARS_MAX + " characters");
    }
    try {
      return new PromptTemplate(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ".prompt: " + e.getMessage(), e);
    }
  }

  private static LocalText local(Path file, OptionsReader in, String key, LocalText otherwise) {
    Object value = in.json().getValue(key);
    if (!(value instanceof JsonObject texts)) {
      return value == null ? otherwise : LocalText.of(in.text(key, ""));
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(file + "." + key + " is empty, should be a text, or texts by language");
    }
    Map<String, String> byLanguage = new HashMap<>();
    texts.fieldNames().forEach(l -> byLanguage.put(l, in.section(key).text(l, "")));
    return new LocalText(byLanguage);
  }

  private ZoneId zone(Path file, OptionsReader in) {
    String name = in.text("timeZone", "");
    try {
      return name.isEmpty() ? otherwiseZone : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          file + ".timeZone is " + name + ", should be a zone such as Asia/Shanghai", e);
    }
  }
}
