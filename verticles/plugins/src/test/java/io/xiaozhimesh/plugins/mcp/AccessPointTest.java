package io.xiaozhimesh.plugins.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.ToolResult;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tools that dial in by WebSocket, as the hosted service's users run them: an MCP server behind a client's socket. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class AccessPointTest {

  private final BlockingQueue<JsonObject> calls = new LinkedBlockingQueue<>();
  private McpStage mesh;
  private WebSocketClient client;

  @BeforeEach
  void serve(Vertx vertx) throws Exception {
    client = vertx.createWebSocketClient();
    JsonObject peers = new JsonObject()
        .put("abacus", new JsonObject().put("token", "abacus-token"))
        .put("toys", new JsonObject().put("token", "toys-token").put("agents", new JsonArray().add("kids")));
    mesh = new McpStage(vertx).start(new JsonObject().put("port", 0).put("access", new JsonObject()
        .put("peers", peers).put("connectionsPerPeerMax", 2).put("handshakeMs", 5_000)), new JsonObject());
  }

  @AfterEach
  void stop() throws Exception {
    mesh.stop();
  }

  @Test
  void dialledIn_itsToolsAreListedAndCalled_andGoWithIt() throws Exception {
    WebSocket socket = dial("/mcp/?token=abacus-token", "calculator");
    mesh.untilListed("calculator");

    Future<ToolResult> result = mesh.send("s1", "calculator", "{\"text\":\"1+1\"}", 10_000);
    JsonObject call = calls.take();
    assertThat(call.getJsonObject("params").getJsonObject("arguments").getString("text")).isEqualTo("1+1");
    answer(socket, call, new JsonObject("{\"content\":[{\"type\":\"text\",\"text\":\"2\"}]}"));
    assertThat(McpStage.await(result).text()).isEqualTo("2");

    McpStage.await(socket.close());
    mesh.until(() -> !mesh.listed().contains("calculator"));
  }

  @Test
  void hangsUpInACall_itFailsWithASentence_andComesBackAsANewOne() throws Exception {
    WebSocket socket = dial("/mcp/?token=abacus-token", "calculator");
    mesh.untilListed("calculator");
    Future<ToolResult> result = mesh.send("s1", "calculator", "{}", 10_000);
    calls.take();

    McpStage.await(socket.close());

    assertThat(McpStage.await(result).text()).isEqualTo(
        "The tool calculator broke off in the middle; it may have been done or not.");
    dial("/mcp_endpoint/mcp/?token=abacus-token", "calculator");
    mesh.untilListed("calculator");
  }

  @Test
  void severalAtOnce_areToldApart_upToTheBound() throws Exception {
    dial("/mcp/?token=abacus-token", "calculator");
    dial("/mcp/?token=abacus-token", "calculator");
    mesh.untilListed("calculator");
    mesh.untilListed("calculator_abacus");

    assertThatThrownBy(() -> dial("/mcp/?token=abacus-token", "calculator")).hasMessageContaining("503");
  }

  @Test
  void toolsOfOneAgent_areNotThoseOfAnother() throws Exception {
    dial("/mcp/?token=toys-token", "teddy");
    mesh.until(() -> mesh.listed("s9", "kids").contains("teddy"));

    assertThat(mesh.listed("s1", "")).doesNotContain("teddy");
    assertThat(McpStage.await(mesh.send("s1", "teddy", "{}", 5_000)).failed()).isTrue();
    assertThat(calls).isEmpty();
  }

  @Test
  void wrongTokenOrPath_isRefused() {
    assertThatThrownBy(() -> dial("/mcp/?token=wrong-token", "x")).hasMessageContaining("401");
    assertThatThrownBy(() -> dial("/mcp/", "x")).hasMessageContaining("401");
    assertThatThrownBy(() -> dial("/other/?token=abacus-token", "x")).hasMessageContaining("404");
    assertThat(mesh.counted("mesh.plugins.mcp.access", "event", "refused")).isEqualTo(3);
  }

  @Test
  void saysNothing_isHungUpOn() throws Exception {
    mesh.stop();
    mesh.start(new JsonObject().put("port", 0).put("access", new JsonObject().put("handshakeMs", 100)
        .put("peers", new JsonObject().put("mute", new JsonObject().put("token", "mute-token")))), new JsonObject());
    WebSocket socket = McpStage.await(client.connect(mesh.verticle.mcpPort(), "127.0.0.1", "/mcp/?token=mute-token"));

    mesh.until(socket::isClosed);

    assertThat(mesh.counted("mesh.plugins.mcp.access", "event", "gone")).isEqualTo(1);
  }

  /** The handler is there before the socket is: the mesh speaks first. */
  private WebSocket dial(String path, String tool) throws Exception {
    ClientWebSocket socket = client.webSocket();
    socket.textMessageHandler(text -> {
      JsonObject message = new JsonObject(text);
      switch (message.getString("method")) {
        case "initialize" -> answer(socket, message, new JsonObject("{\"protocolVersion\":\"2024-11-05\","
            + "\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"x\",\"version\":\"1\"}}"));
        case "tools/list" -> answer(socket, message, new JsonObject().put("tools", new JsonArray()
            .add(new JsonObject().put("name", tool).put("inputSchema", new JsonObject().put("type", "object")))));
        case "tools/call" -> calls.add(message);
        default -> { }
      }
    });
    try {
      return McpStage.await(socket.connect(mesh.verticle.mcpPort(), "127.0.0.1", path));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e);
    }
  }

  private static void answer(WebSocket socket, JsonObject request, JsonObject result) {
    socket.writeTextMessage(new JsonObject().put("jsonrpc", "2.0").put("id", request.getValue("id"))
        .put("result", result).encode());
  }
}
