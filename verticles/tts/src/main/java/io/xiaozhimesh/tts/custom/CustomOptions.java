package io.xiaozhimesh.tts.custom;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * A service, described. In {@code query}, {@code headers} and {@code body}, {@code {text}}, {@code {voice}} and
 * {@code {language}} stand for what is to be said.
 *
 * @param remote its address, voices, languages and deadlines
 * @param method of the request
 * @param headers of the request
 * @param query parameters that are added to the address
 * @param body JSON that is sent; empty for none
 * @param answer how the sound lies in the answer
 * @param path keys that lead to the sound in JSON, joined by points
 * @param encoding of the sound in JSON
 * @param format of the sound
 * @param sampleRateHz of headerless PCM
 */
record CustomOptions(RemoteOptions remote, Method method, JsonObject headers, JsonObject query, JsonObject body,
    Answer answer, String path, Encoding encoding, Format format, int sampleRateHz) {

  /** Of the request. */
  enum Method { GET, POST }

  /** The body is the sound, one JSON object, or JSON line by line (server-sent events too). */
  enum Answer { SOUND, JSON, EVENTS }

  /** Of bytes in JSON. */
  enum Encoding { BASE64, HEX }

  /** PCM stands for WAV too. */
  enum Format { PCM, MP3 }

  static CustomOptions from(OptionsReader in) {
    CustomOptions options = new CustomOptions(
        RemoteOptions.from(in, "", List.of()),
        in.choice("method", Method.POST),
        in.section("headers").json(),
        in.section("query").json(),
        in.section("body").json(),
        in.choice("answer", Answer.SOUND),
        in.text("path", ""),
        in.choice("encoding", Encoding.BASE64),
        in.choice("format", Format.PCM),
        in.integer("sampleRateHz", 24_000, 8_000, 48_000));
    if (options.answer != Answer.SOUND && options.path.isEmpty()) {
      throw new IllegalArgumentException(in.path() + ".path should say where the sound stands, such as data.audio");
    }
    return options;
  }

  /** Without headers and templates, which may hold secrets. */
  @Override
  public String toString() {
    return "CustomOptions[" + method + ", " + answer + ", " + format + ']';
  }
}
