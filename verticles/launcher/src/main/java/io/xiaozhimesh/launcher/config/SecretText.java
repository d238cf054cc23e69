package io.xiaozhimesh.launcher.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets in the configuration: taken from the environment by {@code ${ENV:NAME}}, from a file by {@code ${FILE:/path}} or
 * from the encrypted {@link SecretStore} by {@code ${SECRET:NAME}}, and masked wherever the configuration is shown. Pure but
 * for reading such files.
 */
public final class SecretText {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(ENV|FILE|SECRET):([^}]+)}");
  private static final Pattern SECRET_KEY = Pattern.compile("(?i).*(key|token|secret|password|credential|authorization|cookie)(s|id)?");
  private static final String MASK = "********";

  private SecretText() {
  }

  /**
   * The configuration with every reference replaced.
   *
   * @throws ConfigException when a variable is not set or a file not readable
   */
  public static JsonObject resolved(JsonObject config, Map<String, String> environment) {
    JsonObject out = new JsonObject();
    config.forEach(e -> out.put(e.getKey(), resolvedValue(e.getKey(), e.getValue(), environment)));
    return out;
  }

  /** The configuration as it may be shown: what is secret by its name is masked. */
  public static JsonObject masked(JsonObject config) {
    JsonObject out = new JsonObject();
    config.forEach(e -> out.put(e.getKey(), maskedValue(e.getKey(), e.getValue())));
    return out;
  }

  private static Object resolvedValue(String key, Object value, Map<String, String> environment) {
    if (value instanceof JsonObject section) {
      return resolved(section, environment);
    } else if (value instanceof JsonArray list) {
      JsonArray out = new JsonArray();
      list.forEach(e -> out.add(resolvedValue(key, e, environment)));
      return out;
    }
    return value instanceof String text ? replaced(key, text, environment) : value;
  }

  private static String replaced(String key, String text, Map<String, String> environment) {
    return REFERENCE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(switch (m.group(1)) {
      case "ENV" -> variable(key, m.group(2), environment);
      case "FILE" -> file(key, m.group(2));
      default -> new SecretStore(environment).get(m.group(2));
    }));
  }

  private static String variable(String key, String name, Map<String, String> environment) {
    String value = environment.get(name);
    if (value == null) {
      throw new ConfigException(key + " refers to the environment variable " + name + ", which is not set");
    }
    return value;
  }

  private static String file(String key, String name) {
    try {
      return Files.readString(Path.of(name)).strip();
    } catch (IOException e) {
      throw new ConfigException(key + " refers to the file " + name + ", which cannot be read: " + e.getMessage());
    }
  }

  private static Object maskedValue(String key, Object value) {
    if (value instanceof JsonObject section) {
      return masked(section);
    } else if (value instanceof JsonArray list) {
      JsonArray out = new JsonArray();
      list.forEach(e -> out.add(maskedValue(key, e)));
      return out;
    }
    boolean secret = SECRET_KEY.matcher(key).matches() && value != null && !String.valueOf(value).isEmpty();
    return secret && !(value instanceof Number) && !(value instanceof Boolean) ? MASK : value;
  }
}
