package io.xiaozhimesh.dialogue.dify;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.streaming.ModelService;
import io.xiaozhimesh.dialogue.streaming.ServiceAddress;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * Which application, and how long it may take.
 *
 * @param url of the endpoint itself
 * @param apiKey of the application; secret
 * @param user under which the service counts
 * @param inputs variables of the application
 * @param limits how many connections, and how long it may take
 */
record DifyOptions(String url, String apiKey, String user, JsonObject inputs, ModelService.Limits limits) {

  static DifyOptions from(OptionsReader in) {
    return new DifyOptions(
        ServiceAddress.baseUrl(in, "https://api.dify.ai/v1") + "/chat-messages",
        in.text("apiKey", "").strip(),
        in.text("user", "xiaozhi-mesh"),
        in.section("inputs").json(),
        ModelService.Limits.from(in));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "DifyOptions[url=" + url + ", user=" + user + ", " + limits + ']';
  }
}
