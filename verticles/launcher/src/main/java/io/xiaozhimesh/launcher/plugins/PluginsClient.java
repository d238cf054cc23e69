package io.xiaozhimesh.launcher.plugins;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the management port of a running node. Blocks; for the main thread. */
final class PluginsClient {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final String base;
  private final String token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * @param base such as http://127.0.0.1:8004
   * @param token sent as Bearer, or ""
   */
  PluginsClient(String base, String token) {
    this.base = base.replaceAll("/+$", "") + "/plugins";
    this.token = token;
  }

  JsonObject list() throws IOException, InterruptedException {
    return ask(request("").GET());
  }

  JsonObject deploy(Path jar) throws IOException, InterruptedException {
    return ask(request('/' + encoded(jar.getFileName().toString())).PUT(HttpRequest.BodyPublishers.ofFile(jar)));
  }

  JsonObject undeploy(String id) throws IOException, InterruptedException {
    return ask(request('/' + encoded(id)).DELETE());
  }

  JsonObject rollback(String id) throws IOException, InterruptedException {
    return ask(request('/' + encoded(id) + "/rollback").POST(HttpRequest.BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  /** The answer; fails with the node's own sentence. */
  private JsonObject ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response;
    try {
      response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException("No mesh answers at " + base + " (is it running? see --url): " + e.getMessage(), e);
    }
    try {
      JsonObject answer = new JsonObject(response.body());
      if (response.statusCode() / 100 != 2) {
        throw new IOException(answer.getString("error", "status " + response.statusCode()));
      }
      return answer;
    } catch (DecodeException e) {
      throw new IOException(base + " is no management port of a mesh: status " + response.statusCode(), e);
    }
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
