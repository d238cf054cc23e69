package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Which service, and how long it may take.
 *
 * @param url of the endpoint itself
 * @param apiKey bearer token, or "" for none; secret
 * @param model which model where the agent names none
 * @param temperature 0 to 2; negative to leave it to the service
 * @param extra put into every request as it stands
 * @param connectionsMax to the service at once; more wait
 * @param deadlines how long it may take
 */
record OpenAiOptions(
    String url,
    String apiKey,
    String model,
    double temperature,
    JsonObject extra,
    int connectionsMax,
    Deadlines deadlines) {

  static final double DEFAULT_TEMPERATURE = 0.7;
  static final int DEFAULT_CONNECTIONS_MAX = 200;
  private static final String PATH = "/chat/completions";

  /**
   * How long a call may take.
   *
   * @param connectMs to connect
   * @param firstTokenMs from the request to the first event
   * @param idleMs between two events
   * @param totalMs from the request to the end
   */
  record Deadlines(int connectMs, int firstTokenMs, int idleMs, int totalMs) {

    static final int DEFAULT_CONNECT_MS = 2_000;
    static final int DEFAULT_FIRST_TOKEN_MS = 4_000;
    static final int DEFAULT_IDLE_MS = 5_000;
    static final int DEFAULT_TOTAL_MS = 30_000;

    static Deadlines from(OptionsReader in) {
      return new Deadlines(
          in.integer("connectMs", DEFAULT_CONNECT_MS, 10, 60_000),
          in.integer("firstTokenMs", DEFAULT_FIRST_TOKEN_MS, 10, 300_000),
          in.integer("idleMs", DEFAULT_IDLE_MS, 10, 300_000),
          in.integer("totalMs", DEFAULT_TOTAL_MS, 10, 600_000));
    }
  }

  static OpenAiOptions from(OptionsReader in) {
    return new OpenAiOptions(
        endpoint(in.path(), in.text("baseUrl", "")),
        in.text("apiKey", "").strip(),
        in.text("model", ""),
        in.number("temperature", DEFAULT_TEMPERATURE, -1, 2),
        in.section("extra").json(),
        in.integer("connectionsMax", DEFAULT_CONNECTIONS_MAX, 1, 100_000),
        Deadlines.from(in));
  }

  private static String endpoint(String path, String baseUrl) {
    String plain = baseUrl.strip().replaceAll("/+$", "");
    try {
      URI uri = new URI(plain);
      if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) || uri.getHost() == null) {
        throw wrong(path, baseUrl, null);
      }
    } catch (URISyntaxException e) {
      throw wrong(path, baseUrl, e);
    }
    return plain.endsWith(PATH) ? plain : plain + PATH;
  }

  private static IllegalArgumentException wrong(String path, String baseUrl, URISyntaxException cause) {
    return new IllegalArgumentException(path + ".baseUrl is \"" + baseUrl
        + "\", should be a URL such as https://api.example.com/v1", cause);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "OpenAiOptions[url=" + url + ", model=" + model + ", temperature=" + temperature
        + ", connectionsMax=" + connectionsMax + ", " + deadlines + ']';
  }
}
