package io.xiaozhimesh.plugins.mcp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.plugins.internal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcTest {

  @Test
  void everyKind_isTold() {
    assertThat(only("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}"))
        .isInstanceOfSatisfying(RpcMessage.Request.class, r -> assertThat(r.id().asText()).isEqualTo("a"));
    assertThat(only("{\"jsonrpc\":\"2.0\",\"method\":\"n\",\"params\":{\"a\":1}}"))
        .isInstanceOfSatisfying(RpcMessage.Notification.class, n -> assertThat(n.params().get("a").asInt()).isEqualTo(1));
    assertThat(only("{\"jsonrpc\":\"2.0\",\"id\":\"12\",\"result\":{}}"))
        .isInstanceOfSatisfying(RpcMessage.Result.class, r -> assertThat(r.id()).isEqualTo(12));
    assertThat(only("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-1,\"message\":\"no\"}}"))
        .isEqualTo(new RpcMessage.Failure(-1, -1, "no"));
    assertThat(JsonRpc.read("[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}},{\"jsonrpc\":\"2.0\",\"method\":\"n\"}]"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{", "[]", "17", "null", "{\"id\":1,\"result\":{}}",
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":3}", "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"m\"}",
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":[1]}", "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"result\":{}}"})
  void whatIsNoMessage_isMalformed(String text) {
    assertThat(only(text)).isInstanceOf(RpcMessage.Malformed.class);
  }

  @Test
  void nestedDeeperThanAllowed_isNoJson() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    assertThat(only("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\":" + deep + "}}"))
        .isEqualTo(new RpcMessage.Malformed(false));
  }

  @Test
  void idOfAnOversizedAnswer_isFoundAtEitherEnd_andNotInsideTheResult() {
    assertThat(JsonRpc.idOfOversized("{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{\"content\":[", "xx\"}]}}")).hasValue(5);
    assertThat(JsonRpc.idOfOversized("{\"result\":{\"content\":[", "\"}]},\"jsonrpc\":\"2.0\",\"id\":6}")).hasValue(6);
    assertThat(JsonRpc.idOfOversized("{\"result\":{\"content\":[", "\"}]},\"id\":7,\"jsonrpc\":\"2.0\"}")).hasValue(7);
    assertThat(JsonRpc.idOfOversized("{\"result\":{\"content\":[{\"id\":9,", "xxx")).isEmpty();
  }

  @Test
  void written_areRead() {
    assertThat(only(JsonRpc.request(3, "tools/list", Json.object()))).isInstanceOf(RpcMessage.Request.class);
    assertThat(JsonRpc.error(null, JsonRpc.PARSE_ERROR, "no"))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"no\"}}");
  }

  private static RpcMessage only(String text) {
    assertThat(JsonRpc.read(text)).hasSize(1);
    return JsonRpc.read(text).get(0);
  }
}
