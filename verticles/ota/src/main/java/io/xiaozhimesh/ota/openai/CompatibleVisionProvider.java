package io.xiaozhimesh.ota.openai;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ota.Vision;
import io.xiaozhimesh.ota.VisionProvider;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * A service that speaks OpenAI's chat completions with images: {@code url}, {@code model}, {@code apiKey},
 * {@code deadlineMs}, {@code answerTokensMax}.
 */
public abstract class CompatibleVisionProvider implements VisionProvider {

  /** Milliseconds; the device waits 30 s for the answer. */
  public static final int DEFAULT_DEADLINE_MS = 25_000;

  /** Tokens; what is spoken should be short. */
  public static final int DEFAULT_ANSWER_TOKENS_MAX = 300;

  private final String name;
  private final String defaultUrl;
  private final String defaultModel;
  private final JsonObject fields;

  /**
   * @param name of the type
   * @param defaultUrl of the service; "" where the configuration has to name it
   * @param defaultModel that sees; "" where the configuration has to name it
   * @param fields put into each request
   */
  protected CompatibleVisionProvider(String name, String defaultUrl, String defaultModel, JsonObject fields) {
    this.name = name;
    this.defaultUrl = defaultUrl;
    this.defaultModel = defaultModel;
    this.fields = fields;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Vision create(OptionsReader section, Vertx vertx) {
    String url = either(section.text("url", ""), defaultUrl).replaceFirst("/+$", "");
    String model = either(section.text("model", ""), defaultModel);
    if (!url.matches("https?://.+") || model.isEmpty()) {
      throw new IllegalArgumentException(section.path() + ".url must be an http address and "
          + section.path() + ".model not empty");
    }
    return new OpenAiVision(vertx, new OpenAiVision.Settings(url, model, section.text("apiKey", ""),
        section.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 28_000),
        section.integer("answerTokensMax", DEFAULT_ANSWER_TOKENS_MAX, 1, 10_000), fields));
  }

  private static String either(String written, String otherwise) {
    return written.isBlank() ? otherwise : written.strip();
  }
}
