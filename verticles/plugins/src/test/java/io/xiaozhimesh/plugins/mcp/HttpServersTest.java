package io.xiaozhimesh.plugins.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers by HTTP, over real sockets: our own offer as a streamable one, and one with the older event stream. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class HttpServersTest {

  private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
      + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}";
  private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx elsewhere = Vertx.vertx();
  private Vertx vertx;
  private McpStage offering;
  private McpStage using;

  @BeforeEach
  void prepare(Vertx given) {
    vertx = given;
  }

  @AfterEach
  void stop() throws Exception {
    if (using != null) {
      using.stop();
    }
    if (offering != null) {
      offering.stop();
    }
    McpStage.await(elsewhere.close());
  }

  @Test
  void streamable_listsPageByPageAndCalls() throws Exception {
    offer(1, "");
    use("http", "http://127.0.0.1:" + offering.verticle.mcpPort() + "/mcp", "");
    using.untilListed("far_get_current_time");

    assertThat(using.call("far_get_current_time", "{}").text()).startsWith("It is ");
    assertThat(using.specs("s1", "").stream().filter(spec -> spec.origin().equals("mcp:far")).count())
        .isEqualTo(offering.listed().size());
  }

  @Test
  void streamable_needsItsToken() throws Exception {
    offer(50, "open-sesame");
    use("http", "http://127.0.0.1:" + offering.verticle.mcpPort() + "/mcp", "wrong-token");
    using.until(() -> using.counted("mesh.plugins.mcp.server.lost") >= 2);
    assertThat(using.listed()).doesNotContain("far_get_current_time");
    using.stop();

    use("http", "http://127.0.0.1:" + offering.verticle.mcpPort() + "/mcp", "open-sesame");

    using.untilListed("far_get_current_time");
  }

  @Test
  void sessionThatTheServerForgot_isBegunAgain_andTheCallIsNotLost() throws Exception {
    offer(50, "");
    int port = offering.verticle.mcpPort();
    use("http", "http://127.0.0.1:" + port + "/mcp", "");
    using.untilListed("far_get_current_time");
    offering.stop();
    offering.start(offerOn(port, 50, ""), new JsonObject());

    assertThat(using.call("far_get_current_time", "{}").text()).startsWith("It is ");
    assertThat(using.counted("mesh.plugins.mcp.server.lost")).isPositive();
  }

  @Test
  void olderEventStream_namesItsAddressAndAnswersThere() throws Exception {
    HttpServer server = McpStage.await(vertx.createHttpServer().requestHandler(new OlderServer()::answer).listen(0));
    use("sse", "http://127.0.0.1:" + server.actualPort() + "/sse", "");
    using.untilListed("far_old");

    assertThat(using.call("far_old", "{}").text()).isEqualTo("still here");
  }

  @Test
  void offer_refusesWhatIsNotInOrder() throws Exception {
    offer(50, "");
    HttpResponse<String> begun = post(INITIALIZE, "");
    String session = begun.headers().firstValue("Mcp-Session-Id").orElseThrow();

    assertThat(new JsonObject(begun.body()).getJsonObject("result").getString("protocolVersion")).isEqualTo("2025-06-18");
    assertThat(post(LIST, "").statusCode()).isEqualTo(400);
    assertThat(post(LIST, "unknown").statusCode()).isEqualTo(404);
    assertThat(new JsonObject(post("{nonsense", session).body()).getJsonObject("error").getInteger("code"))
        .isEqualTo(-32_700);
    assertThat(code(post(LIST.replace("tools/list", "resources/list"), session))).isEqualTo(-32_601);
    assertThat(code(post("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"nothing\"}}",
        session))).isEqualTo(-32_602);
    assertThat(code(post("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\",\"params\":{\"cursor\":\"x\"}}",
        session))).isEqualTo(-32_602);
    assertThat(post("x".repeat(2 << 20), session).statusCode()).isEqualTo(413);
    assertThat(send(request().header("Accept", "text/html").POST(HttpRequest.BodyPublishers.ofString(LIST)))
        .statusCode()).isEqualTo(406);
    assertThat(send(request().header("Origin", "https://evil.example")
        .POST(HttpRequest.BodyPublishers.ofString(INITIALIZE))).statusCode()).isEqualTo(403);
    assertThat(send(request().header("MCP-Protocol-Version", "1999-01-01")
        .POST(HttpRequest.BodyPublishers.ofString(INITIALIZE))).statusCode()).isEqualTo(400);
    assertThat(send(request().header("Mcp-Session-Id", session).DELETE()).statusCode()).isEqualTo(204);
    assertThat(post(LIST, session).statusCode()).isEqualTo(404);
  }

  private static int code(HttpResponse<String> response) {
    return new JsonObject(response.body()).getJsonObject("error").getInteger("code");
  }

  private HttpResponse<String> post(String body, String session) throws Exception {
    HttpRequest.Builder request = request().header("Accept", "application/json, text/event-stream")
        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    return send(session.isEmpty() ? request : request.header("Mcp-Session-Id", session));
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + offering.verticle.mcpPort() + "/mcp"));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void offer(int pageTools, String token) throws Exception {
    offering = new McpStage(vertx).start(offerOn(0, pageTools, token), new JsonObject());
  }

  private static JsonObject offerOn(int port, int pageTools, String token) {
    return new JsonObject().put("port", port).put("offer",
        new JsonObject().put("enabled", true).put("pageTools", pageTools).put("token", token));
  }

  private void use(String transport, String url, String token) throws Exception {
    JsonObject server = new JsonObject().put("transport", transport).put("url", url).put("prefix", "far_");
    if (!token.isEmpty()) {
      server.put("headers", new JsonObject().put("Authorization", "Bearer " + token));
    }
    using = user().start(
        new JsonObject().put("servers", new JsonObject().put("far", server)), new JsonObject());
  }

  private McpStage user() {
    return using == null ? new McpStage(elsewhere) : using;
  }

  /** A server of 2024-11-05: what is posted is answered on the event stream. */
  private static final class OlderServer {

    private HttpServerResponse stream;

    void answer(HttpServerRequest request) {
      if (request.path().equals("/sse")) {
        stream = request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        stream.write("event: endpoint\ndata: /messages?session=1\n\n");
        return;
      }
      request.bodyHandler(body -> {
        request.response().setStatusCode(202).end();
        JsonObject message = body.toJsonObject();
        if (message.containsKey("id")) {
          stream.write("event: message\ndata: " + new JsonObject().put("jsonrpc", "2.0")
              .put("id", message.getValue("id")).put("result", result(message.getString("method"))).encode() + "\n\n");
        }
      });
    }

    private static JsonObject result(String method) {
      return new JsonObject(switch (method) {
        case "initialize" -> "{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"tools\":{}}}";
        case "tools/list" -> "{\"tools\":[{\"name\":\"old\",\"inputSchema\":{\"type\":\"object\"}}]}";
        case "tools/call" -> "{\"content\":[{\"type\":\"text\",\"text\":\"still here\"}]}";
        default -> "{}";
      });
    }
  }
}
