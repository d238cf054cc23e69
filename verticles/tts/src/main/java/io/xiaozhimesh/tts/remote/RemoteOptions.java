package io.xiaozhimesh.tts.remote;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.internal.SpokenLanguage;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What every remote engine can be told.
 *
 * @param url of the service
 * @param voices the first is the default
 * @param languages primary language tags that it speaks; an empty list means all
 * @param waits deadlines
 * @param connectionsMax requests at the same time
 */
public record RemoteOptions(
    String url, List<String> voices, List<String> languages, Waits waits, int connectionsMax) {

  /** Requests at the same time. */
  public static final int DEFAULT_CONNECTIONS_MAX = 64;

  /**
   * Reads the keys that all have.
   *
   * @param url default address, or ""
   * @param voices default voices
   * @throws IllegalArgumentException for a wrong value
   */
  public static RemoteOptions from(OptionsReader in, String url, List<String> voices) {
    RemoteOptions options = new RemoteOptions(
        in.text("url", url),
        in.texts("voices", voices),
        in.texts("languages", List.of()),
        Waits.from(in),
        in.integer("connectionsMax", DEFAULT_CONNECTIONS_MAX, 1, 10_000));
    options.check(in.path());
    return options;
  }

  /** The voice to ask for: the wanted one where it is known, else the first. */
  public String voice(String wanted) {
    return voices.contains(wanted) || voices.isEmpty() ? wanted : voices.get(0);
  }

  /**
   * The voice to ask for, among voices whose names begin with their language, such as "zh-CN-XiaoxiaoNeural": the wanted
   * one where it is known, else the first of the language, else the first.
   */
  public String voice(String wanted, String language) {
    if (voices.contains(wanted)) {
      return wanted;
    }
    String primary = SpokenLanguage.primary(language);
    return voices.stream().filter(voice -> SpokenLanguage.primary(voice).equals(primary)).findFirst()
        .orElseGet(() -> voice(wanted));
  }

  /** Whether a language is spoken. */
  boolean supports(String language) {
    return languages.isEmpty() || languages.contains(SpokenLanguage.primary(language));
  }

  private void check(String path) {
    String scheme = url.isEmpty() ? "https" : String.valueOf(URI.create(url).getScheme());
    if (!Set.of("http", "https", "ws", "wss").contains(scheme)) {
      throw new IllegalArgumentException(path + ".url is " + url + ", should be the address of a service");
    }
  }
}
