package io.xiaozhimesh.dialogue.coze;

import io.xiaozhimesh.dialogue.streaming.ModelService;
import io.xiaozhimesh.dialogue.streaming.ServiceAddress;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * Which bot, and how long it may take.
 *
 * @param url of the endpoint itself
 * @param apiKey personal access token; secret
 * @param botId whom to ask
 * @param user under which the service counts
 * @param limits how many connections, and how long it may take
 */
record CozeOptions(String url, String apiKey, String botId, String user, ModelService.Limits limits) {

  static CozeOptions from(OptionsReader in) {
    String botId = in.text("botId", "").strip();
    if (botId.isEmpty()) {
      throw new IllegalArgumentException(in.path() + ".botId is empty, should be the id of a published bot");
    }
    return new CozeOptions(
        ServiceAddress.baseUrl(in, "https://api.coze.cn") + "/v3/chat",
        in.text("apiKey", "").strip(),
        botId,
        in.text("user", "xiaozhi-mesh"),
        ModelService.Limits.from(in));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "CozeOptions[url=" + url + ", botId=" + botId + ", user=" + user + ", " + limits + ']';
  }
}
