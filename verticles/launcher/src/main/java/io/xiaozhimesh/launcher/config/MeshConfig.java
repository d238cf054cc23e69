package io.xiaozhimesh.launcher.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole configuration of a node. Later layers lie over earlier ones, key by key: the packaged {@code mesh.yaml},
 * the given files, the environment, the command line.
 */
public final class MeshConfig {

  /** The sections, in the order of the file. */
  public static final List<String> SECTIONS =
      List.of("node", "cluster", "auth", "ingress", "vad", "asr", "dialogue", "plugins", "tts", "bridge", "ota",
          "registry");

  private static final Logger LOG = LoggerFactory.getLogger(MeshConfig.class);

  private MeshConfig() {
  }

  /**
   * Reads all layers and checks them.
   *
   * @param files YAML or JSON files of the user, later ones win
   * @param environment usually the process's
   * @param overrides from the command line, in the configuration's own shape
   * @return the complete configuration with secrets resolved; fails with {@link ConfigException}
   */
  public static Future<JsonObject> load(
      Vertx vertx, List<Path> files, Map<String, String> environment, JsonObject overrides) {
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        return Future.failedFuture(new ConfigException("the configuration file " + file + " cannot be read"));
      }
    }
    return retrieve(vertx, new ConfigRetrieverOptions().addStore(yaml(defaultsFile()))).compose(defaults -> {
      ConfigRetrieverOptions layers = new ConfigRetrieverOptions().addStore(json(defaults));
      files.forEach(file -> layers.addStore(yaml(file)));
      EnvironmentLayer.Read read = EnvironmentLayer.read(environment, defaults);
      read.unknown().forEach(name -> LOG.warn("The environment sets {}, which is no setting of the mesh", name));
      return retrieve(vertx, layers.addStore(json(read.settings())).addStore(json(overrides)));
    }).map(config -> {
      List<String> faults = schema().faults(config);
      if (!faults.isEmpty()) {
        throw new ConfigException(String.join("\n", faults));
      }
      return HomePaths.absolute(SecretText.resolved(config, environment), MeshHome.path());
    });
  }

  /** The schema of all sections. */
  public static ConfigSchema schema() {
    JsonObject sections = new JsonObject();
    SECTIONS.forEach(name -> sections.put(name, new JsonObject(resource("conf/schema/" + name + ".json"))));
    return new ConfigSchema(sections);
  }

  private static Future<JsonObject> retrieve(Vertx vertx, ConfigRetrieverOptions options) {
    ConfigRetriever retriever = ConfigRetriever.create(vertx, options);
    return retriever.getConfig().eventually(retriever::close)
        .recover(e -> Future.failedFuture(
            e instanceof ConfigException ? e : new ConfigException("the configuration cannot be read: " + e.getMessage())));
  }

  private static ConfigStoreOptions json(JsonObject config) {
    return new ConfigStoreOptions().setType("json").setConfig(config);
  }

  private static ConfigStoreOptions yaml(Path file) {
    return new ConfigStoreOptions().setType("file").setFormat("yaml")
        .setConfig(new JsonObject().put("path", file.toAbsolutePath().toString()));
  }

  private static Path defaultsFile() {
    try {
      Path copy = Files.createTempFile("mesh-defaults", ".yaml");
      copy.toFile().deleteOnExit();
      return Files.writeString(copy, resource("conf/mesh.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = MeshConfig.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new ConfigException("the packaged file " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
