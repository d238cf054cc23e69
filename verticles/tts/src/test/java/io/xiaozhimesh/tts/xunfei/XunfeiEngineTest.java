package io.xiaozhimesh.tts.xunfei;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.stage.signing.XunfeiUrl;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.SocketStandIn;
import io.xiaozhimesh.tts.remote.StandIn;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XunfeiEngineTest extends RemoteVoiceContract {

  /** https://www.xfyun.cn/doc/spark/super%20smart-tts.html */
  private static final class Xunfei extends SocketStandIn {

    volatile int code;

    Xunfei(Vertx vertx) throws Exception {
      super(vertx);
    }

    /** Signs what it was told with the date that it was told, and compares. */
    @Override
    protected boolean admits(HttpServerRequest handshake) {
      long unixMs = ZonedDateTime.parse(handshake.getParam("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant().toEpochMilli();
      String signed = new XunfeiUrl("k-1", "s-1").signed(url("/v1/private/mcd9m97e6"), unixMs);
      return signed.endsWith(handshake.uri());
    }

    @Override
    protected void talk(ServerWebSocket socket) {
      socket.textMessageHandler(message -> {
        JsonObject question = new JsonObject(message);
        JsonObject tts = question.getJsonObject("parameter").getJsonObject("tts");
        JsonObject text = question.getJsonObject("payload").getJsonObject("text");
        expect(question.getJsonObject("header").getString("app_id").equals("a-1"), "app");
        expect(tts.getString("vcn").equals("x5_lingxiaoxuan_flow"), "voice");
        expect(tts.getJsonObject("audio").getString("encoding").equals("raw"), "encoding");
        expect(text.getInteger("status") == 2 && text.getString("encoding").equals("utf8"), "text");
        speak(socket, new String(Base64.getDecoder().decode(text.getString("text")), StandardCharsets.UTF_8));
      });
    }

    @Override
    protected void piece(ServerWebSocket socket, Buffer sound) {
      send(socket, sound, 1);
    }

    @Override
    protected void end(ServerWebSocket socket) {
      send(socket, Buffer.buffer(), 2);
    }

    private void send(ServerWebSocket socket, Buffer sound, int status) {
      JsonObject answer = new JsonObject()
          .put("header", new JsonObject().put("code", code).put("message", "as asked").put("sid", "s").put("status", status));
      if (code == 0) {
        answer.put("payload", new JsonObject().put("audio", new JsonObject().put("encoding", "raw")
            .put("sample_rate", 24_000).put("status", status).put("seq", 1)
            .put("audio", Base64.getEncoder().encodeToString(sound.getBytes()))));
      }
      socket.writeTextMessage(answer.encode());
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new XunfeiEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Xunfei(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", ((Xunfei) service).url("/v1/private/mcd9m97e6"))
        .put("appId", "a-1").put("key", "k-1").put("secret", "s-1");
  }

  @ParameterizedTest
  @CsvSource({"10313, UNAUTHENTICATED", "11201, OVERLOADED", "10163, BAD_REQUEST", "10114, TIMEOUT",
      "10110, PROVIDER_FAILED"})
  void code_becomesAnErrorOfTheMesh(int code, MeshError error) {
    ((Xunfei) service).code = code;

    assertThat(say("hello").awaitEnd().error()).isEqualTo(error);
  }
}
