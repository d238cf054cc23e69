package io.xiaozhimesh.tts.sound;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where sounds come from: files below one folder, and http addresses below configured ones. What lies elsewhere, also by way of
 * "..", of a link or of a redirection, is refused. Blocks, each wait with a deadline; thread-safe.
 */
final class SoundStore {

  private static final int CONNECT_MS = 2_000;
  private static final int READ_MS = 5_000;
  private static final int BUFFER_BYTES = 16_384;

  private final String folder;
  private final List<String> urls;

  /**
   * @param folder "" for none
   * @param urls what addresses begin with; each ends with "/"
   */
  SoundStore(String folder, List<String> urls) {
    this.folder = folder;
    this.urls = List.copyOf(urls);
  }

  /** The bytes; whoever asks closes them. */
  InputStream open(String reference) throws IOException {
    boolean remote = reference.startsWith("http://") || reference.startsWith("https://");
    return new BufferedInputStream(remote ? fetch(reference) : read(reference), BUFFER_BYTES);
  }

  private InputStream read(String reference) throws IOException {
    if (folder.isEmpty()) {
      throw new FileNotFoundException("there is no folder of sounds");
    }
    try {
      Path root = Path.of(folder).toRealPath();
      Path file = root.resolve(reference).normalize();
      if (!file.startsWith(root) || !Files.isRegularFile(file) || !file.toRealPath().startsWith(root)) {
        throw new FileNotFoundException("there is no such sound in the folder of sounds");
      }
      return Files.newInputStream(file);
    } catch (InvalidPathException e) {
      throw new FileNotFoundException("the reference is no path");
    }
  }

  private InputStream fetch(String reference) throws IOException {
    URI address = URI.create(reference);
    boolean climbs = address.getRawPath() == null || address.getPath().contains("..") || reference.contains("\\");
    if (climbs || urls.stream().noneMatch(reference::startsWith)) {
      throw new FileNotFoundException("sounds of that address are not allowed: see tts.audio.urls");
    }
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(CONNECT_MS);
    connection.setReadTimeout(READ_MS);
    connection.setRequestProperty("Accept", "audio/*, application/ogg, application/octet-stream");
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      connection.disconnect();
      throw new FileNotFoundException("the address of the sound answered " + connection.getResponseCode());
    }
    return new Fetched(connection);
  }

  /** Ends the connection instead of reading the rest of a long sound. */
  private static final class Fetched extends java.io.FilterInputStream {

    private final HttpURLConnection connection;

    Fetched(HttpURLConnection connection) throws IOException {
      super(connection.getInputStream());
      this.connection = connection;
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }
}
