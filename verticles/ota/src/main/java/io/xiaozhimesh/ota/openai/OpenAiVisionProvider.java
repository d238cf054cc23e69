package io.xiaozhimesh.ota.openai;

import io.vertx.core.Vertx;
import io.xiaozhimesh.ota.Vision;
import io.xiaozhimesh.ota.VisionProvider;
import io.xiaozhimesh.stage.OptionsReader;

/** Provider {@code openai}: {@code url}, {@code model}, {@code apiKey}, {@code deadlineMs}, {@code answerTokensMax}. */
public final class OpenAiVisionProvider implements VisionProvider {

  /** Milliseconds; the device waits 30 s for the answer. */
  public static final int DEFAULT_DEADLINE_MS = 25_000;

  /** Tokens; what is spoken should be short. */
  public static final int DEFAULT_ANSWER_TOKENS_MAX = 300;

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Vision create(OptionsReader section, Vertx vertx) {
    String url = section.text("url", "").replaceFirst("/+$", "");
    String model = section.text("model", "");
    if (!url.matches("https?://.+") || model.isEmpty()) {
      throw new IllegalArgumentException(section.path() + ".url must be an http address and "
          + section.path() + ".model not empty");
    }
    return new OpenAiVision(vertx, new OpenAiVision.Settings(url, model, section.text("apiKey", ""),
        section.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 28_000),
        section.integer("answerTokensMax", DEFAULT_ANSWER_TOKENS_MAX, 1, 10_000)));
  }
}
