package io.xiaozhimesh.dialogue.presets;

import io.xiaozhimesh.dialogue.openai.CompatibleProvider;
import io.xiaozhimesh.dialogue.openai.Preset;

/**
 * Doubao on Volcano Ark (<a href="https://www.volcengine.com/docs/82379/1494384">reference</a>).
 * The model may also be the id of an inference endpoint, {@code ep-…}.
 */
public final class DoubaoProvider extends CompatibleProvider {

  public DoubaoProvider() {
    super("doubao", Preset.of("https://ark.cn-beijing.volces.com/api/v3", "doubao-seed-1-6-flash-250828")
        .quietBy(Preset.thinkingDisabled()));
  }
}
