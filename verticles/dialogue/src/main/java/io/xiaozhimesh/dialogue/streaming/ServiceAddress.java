package io.xiaozhimesh.dialogue.streaming;

import io.xiaozhimesh.stage.OptionsReader;
import java.net.URI;
import java.net.URISyntaxException;

/** The address of a service as the configuration names it. Pure. */
public final class ServiceAddress {

  private ServiceAddress() {
  }

  /**
   * The key {@code baseUrl}, without slashes at its end.
   *
   * @param otherwise where it is missing or empty; "" where it has to be there
   * @throws IllegalArgumentException for what is no HTTP address
   */
  public static String baseUrl(OptionsReader in, String otherwise) {
    String written = in.text("baseUrl", "").strip();
    String plain = (written.isEmpty() ? otherwise : written).replaceAll("/+$", "");
    try {
      URI uri = new URI(plain);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
        return plain;
      }
      throw wrong(in.path(), written, null);
    } catch (URISyntaxException e) {
      throw wrong(in.path(), written, e);
    }
  }

  private static IllegalArgumentException wrong(String path, String baseUrl, URISyntaxException cause) {
    return new IllegalArgumentException(path + ".baseUrl is \"" + baseUrl
        + "\", should be a URL such as https://api.example.com/v1", cause);
  }
}
