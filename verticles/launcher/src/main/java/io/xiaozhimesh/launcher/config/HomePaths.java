package io.xiaozhimesh.launcher.config;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/**
 * Relative paths of the configuration start at the mesh's home, wherever the command is called from. Paths are the values
 * of keys that end in "File", "Dir" or "dir", and embedded databases. Pure.
 */
final class HomePaths {

  private static final String EMBEDDED = "jdbc:h2:file:./";

  private HomePaths() {
  }

  static JsonObject absolute(JsonObject config, Path home) {
    JsonObject out = new JsonObject();
    config.forEach(e -> out.put(e.getKey(), absolute(e.getKey(), e.getValue(), home)));
    return out;
  }

  private static Object absolute(String key, Object value, Path home) {
    if (value instanceof JsonObject section) {
      return absolute(section, home);
    }
    if (!(value instanceof String text) || text.isEmpty()) {
      return value;
    }
    if (key.endsWith("File") || key.endsWith("Dir") || key.equals("dir")) {
      return home.resolve(text).normalize().toString();
    }
    return text.startsWith(EMBEDDED) ? "jdbc:h2:file:" + home.resolve(text.substring(EMBEDDED.length())) : text;
  }
}
