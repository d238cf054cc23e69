package io.xiaozhimesh.tts.gptsovits;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * Which server, and whose voice.
 *
 * @param remote its address, such as {@code http://127.0.0.1:9880/tts}; paths of reference recordings on the server as
 *     voices; deadlines
 * @param promptText what is said in the reference recording
 * @param promptLanguage in which language, as the server names it
 * @param textLanguage of the sentences, or "" for that of each sentence
 * @param parameters anything else that the server takes, sent as it stands
 */
record GptSoVitsOptions(
    RemoteOptions remote, String promptText, String promptLanguage, String textLanguage, JsonObject parameters) {

  static GptSoVitsOptions from(OptionsReader in) {
    return new GptSoVitsOptions(
        RemoteOptions.from(in, "", List.of()),
        in.text("promptText", ""),
        in.text("promptLanguage", "zh"),
        in.text("textLanguage", ""),
        in.section("parameters").json());
  }
}
