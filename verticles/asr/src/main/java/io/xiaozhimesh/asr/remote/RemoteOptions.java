package io.xiaozhimesh.asr.remote;

import io.xiaozhimesh.stage.OptionsReader;
import java.net.URI;
import java.util.Set;

/**
 * What every remote recogniser can be told.
 *
 * @param url of the service
 * @param connectMs until the connection stands
 * @param transcriptMs from the end of the utterance to its transcript
 * @param utterancesMax utterances open or waiting at once
 */
public record RemoteOptions(String url, int connectMs, int transcriptMs, int utterancesMax) {

  /**
   * Reads the keys that all have.
   *
   * @param url default address, or "" where it must be set
   * @throws IllegalArgumentException for a wrong value
   */
  public static RemoteOptions from(OptionsReader in, String url) {
    RemoteOptions options = new RemoteOptions(
        url.isEmpty() ? required(in, "url") : in.text("url", url),
        in.integer("connectMs", 2_000, 50, 60_000),
        in.integer("transcriptMs", 2_500, 50, 60_000),
        in.integer("utterancesMax", 64, 1, 10_000));
    String scheme = URI.create(options.url).getScheme();
    if (scheme == null || !Set.of("http", "https", "ws", "wss").contains(scheme)) {
      throw new IllegalArgumentException(in.path() + ".url is " + options.url + ", should be the address of a service");
    }
    return options;
  }

  /**
   * A text without which the service cannot be asked.
   *
   * @throws IllegalArgumentException when it is missing or empty
   */
  public static String required(OptionsReader in, String key) {
    String text = in.text(key, "");
    if (text.isEmpty()) {
      throw new IllegalArgumentException(in.path() + '.' + key + " is missing, the service cannot be asked without it");
    }
    return text;
  }
}
