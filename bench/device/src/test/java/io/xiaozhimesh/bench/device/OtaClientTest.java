package io.xiaozhimesh.bench.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 10, timeUnit = TimeUnit.SECONDS)
class OtaClientTest {

  private static final DeviceIdentity IDENTITY = DeviceIdentity.numbered(258);

  private static Future<String> server(Vertx vertx, int status, String answer, JsonObject seen) {
    return vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
      seen.put("method", request.method().name()).put("device", request.getHeader("Device-Id"))
          .put("agent", request.getHeader("User-Agent")).put("body", body.toJsonObject());
      request.response().setStatusCode(status).putHeader("Location", "/elsewhere").end(answer);
    })).listen(0, "127.0.0.1").map(http -> "http://127.0.0.1:" + http.actualPort() + "/xiaozhi/ota/");
  }

  @Test
  void boundDevice_answer_isRead(Vertx vertx, VertxTestContext test) {
    JsonObject seen = new JsonObject();
    server(vertx, 200, "{\"websocket\":{\"url\":\"ws://h/x/\",\"token\":\"t\",\"version\":3}}", seen)
        .compose(url -> new OtaClient(vertx).ask(url, IDENTITY))
        .onComplete(test.succeeding(answer -> test.verify(() -> {
          assertThat(answer.websocketUrl()).isEqualTo("ws://h/x/");
          assertThat(answer.token()).isEqualTo("t");
          assertThat(answer.protocolVersion()).isEqualTo(3);
          assertThat(answer.activationWanted()).isFalse();
          assertThat(seen.getString("method")).isEqualTo("POST");
          assertThat(seen.getString("device")).isEqualTo("02:00:00:00:01:02");
          assertThat(seen.getString("agent")).isEqualTo("bread-compact-wifi/2.4.2");
          assertThat(seen.getJsonObject("body").getValue("minimum_free_heap_size")).isInstanceOf(String.class);
          test.completeNow();
        })));
  }

  @Test
  void unboundDevice_answer_holdsTheCode(Vertx vertx, VertxTestContext test) {
    server(vertx, 200, "{\"activation\":{\"code\":\"123456\",\"message\":\"m\",\"challenge\":\"c\"}}", new JsonObject())
        .compose(url -> new OtaClient(vertx).ask(url, IDENTITY))
        .onComplete(test.succeeding(answer -> test.verify(() -> {
          assertThat(answer.activationCode()).isEqualTo("123456");
          assertThat(answer.websocketUrl()).isEmpty();
          test.completeNow();
        })));
  }

  @Test
  void mqttOffered_evenEmpty_hidesTheWebSocket(Vertx vertx, VertxTestContext test) {
    server(vertx, 200, "{\"mqtt\":{},\"websocket\":{\"url\":\"ws://h/\"}}", new JsonObject())
        .compose(url -> new OtaClient(vertx).ask(url, IDENTITY))
        .onComplete(test.succeeding(answer -> test.verify(() -> {
          assertThat(answer.websocketUrl()).isEmpty();
          test.completeNow();
        })));
  }

  @Test
  void redirect_answer_isAFailure(Vertx vertx, VertxTestContext test) {
    server(vertx, 302, "", new JsonObject())
        .compose(url -> new OtaClient(vertx).ask(url, IDENTITY))
        .onComplete(test.failing(failure -> test.verify(() -> {
          assertThat(failure).hasMessageContaining("answered 302, a device needs 200");
          test.completeNow();
        })));
  }

  @Test
  void noJson_answer_isAFailure(Vertx vertx, VertxTestContext test) {
    server(vertx, 200, "<html>", new JsonObject())
        .compose(url -> new OtaClient(vertx).ask(url, IDENTITY))
        .onComplete(test.failing(failure -> test.verify(() -> {
          assertThat(failure).hasMessageContaining("JSON object");
          test.completeNow();
        })));
  }

  @Test
  void clientThatNobodyHolds_requestUnderWay_isAnswered(Vertx vertx, VertxTestContext test) {
    vertx.createHttpServer().requestHandler(request -> vertx.executeBlocking(OtaClientTest::collectGarbage)
            .onSuccess(v -> request.response().end("{\"websocket\":{\"url\":\"ws://h/x/\"}}")))
        .listen(0, "127.0.0.1")
        .compose(http -> new OtaClient(vertx).ask("http://127.0.0.1:" + http.actualPort() + "/", IDENTITY))
        .onComplete(test.succeedingThenComplete());
  }

  private static Void collectGarbage() {
    for (int round = 0; round < 3; round++) {
      WeakReference<Object> garbage = new WeakReference<>(new Object());
      while (garbage.get() != null) {
        System.gc();
      }
    }
    return null;
  }
}
