package io.xiaozhimesh.bench.load.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The counters of an own server at one moment, in the text format of Prometheus.
 *
 * @param text the page
 */
public record ManagementPage(String text) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Reads it from {@code management}, an address without a path; empty when that is empty. Blocks. */
  public static ManagementPage read(String management) {
    if (management.isEmpty()) {
      return new ManagementPage("");
    }
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(management + "/metrics")).timeout(PATIENCE).build();
      return new ManagementPage(
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The sum of a counter over all its labels; 0 when it is not there. */
  public double counter(String name) {
    return text.lines().filter(line -> line.startsWith(name + ' ') || line.startsWith(name + '{'))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
  }
}
