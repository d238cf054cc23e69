package io.xiaozhimesh.dialogue.bailian;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.streaming.ModelService;
import io.xiaozhimesh.dialogue.streaming.ServiceAddress;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * Which application, and how long it may take.
 *
 * @param url of the endpoint itself
 * @param apiKey secret
 * @param inputs further members of the request's {@code input}, such as {@code memory_id} and {@code biz_params}
 * @param limits how many connections, and how long it may take
 */
record BailianOptions(String url, String apiKey, JsonObject inputs, ModelService.Limits limits) {

  static BailianOptions from(OptionsReader in) {
    String appId = in.text("appId", "").strip();
    if (!appId.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException(in.path() + ".appId is \"" + appId + "\", should be the id of an application");
    }
    return new BailianOptions(
        ServiceAddress.baseUrl(in, "https://dashscope.aliyuncs.com/api/v1") + "/apps/" + appId + "/completion",
        in.text("apiKey", "").strip(),
        in.section("inputs").json(),
        ModelService.Limits.from(in));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "BailianOptions[url=" + url + ", " + limits + ']';
  }
}
