package io.xiaozhimesh.asr.doubao;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.remote.RemoteAsrContract;
import io.xiaozhimesh.asr.remote.SocketStandIn;
import io.xiaozhimesh.asr.remote.StandIn;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.stage.signing.VolcFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubaoEngineTest extends RemoteAsrContract {

  /** https://www.volcengine.com/docs/6561/1354869 */
  private static final class Doubao extends SocketStandIn {

    volatile int errorCode;

    Doubao(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected boolean isText() {
      return false;
    }

    @Override
    protected boolean admits(HttpServerRequest handshake) {
      expect(handshake.path().equals("/api/v3/sauc/bigmodel"), "path");
      expect("volc.bigasr.sauc.duration".equals(handshake.getHeader("X-Api-Resource-Id")), "resource");
      expect(handshake.getHeader("X-Api-Connect-Id") != null, "connect id");
      return "a-1".equals(handshake.getHeader("X-Api-App-Key")) && "t-1".equals(handshake.getHeader("X-Api-Access-Key"));
    }

    @Override
    protected void talk(ServerWebSocket socket) {
      Buffer pcm = Buffer.buffer();
      socket.binaryMessageHandler(message -> {
        VolcFrame frame = VolcFrame.decode(message.getBytes());
        if (frame.type() == VolcFrame.CLIENT_REQUEST) {
          JsonObject request = new JsonObject(frame.text());
          JsonObject audio = request.getJsonObject("audio");
          expect(audio.getString("format").equals("pcm") && audio.getInteger("rate") == 16_000, "sound");
          expect(request.getJsonObject("request").getString("model_name").equals("bigmodel"), "model");
          return;
        }
        expect(frame.type() == VolcFrame.CLIENT_AUDIO, "type");
        pcm.appendBytes(frame.payload());
        if (errorCode != 0) {
          send(socket, Buffer.buffer(new VolcFrame(VolcFrame.ERROR, VolcFrame.PLAIN, true, false, 0, "", errorCode,
              "{\"error\":\"as asked\"}".getBytes()).encode()));
        } else if (frame.isLast()) {
          answer(socket, pcm);
        }
      });
    }

    @Override
    protected Buffer message(ServerWebSocket socket, String words, boolean last) {
      JsonObject answer = new JsonObject().put("audio_info", new JsonObject().put("duration", 1_000))
          .put("result", new JsonObject().put("text", words));
      return Buffer.buffer(new VolcFrame(VolcFrame.SERVER_RESPONSE,
          last ? VolcFrame.LAST_SEQUENCE : VolcFrame.SEQUENCE, true, words.length() < 100, last ? -2 : 1, "", 0,
          answer.encode().getBytes()).encode());
    }
  }

  @Override
  protected AsrEngineProvider provider() {
    return new DoubaoEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Doubao(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", "ws://" + service.address("/api/v3/sauc/bigmodel"))
        .put("appId", "a-1").put("token", "t-1");
  }

  @Override
  protected boolean streams() {
    return true;
  }

  @ParameterizedTest
  @CsvSource({"45000001, BAD_REQUEST", "45000081, TIMEOUT", "55000031, OVERLOADED", "55000000, PROVIDER_FAILED"})
  void errorCode_becomesAnErrorOfTheMesh(int code, MeshError error) {
    ((Doubao) service).errorCode = code;

    assertThat(failure(engine()).error()).isEqualTo(error);
  }

  @Test
  void noSpeechFound_givesEmptyText() {
    ((Doubao) service).errorCode = 45_000_002;

    assertThat(recognise(utterance()).text()).isEmpty();
  }

  @Test
  void wrongToken_isUnauthenticated() {
    try (var other = create(common().put("token", "t-2"))) {
      assertThat(failure(other).error()).isEqualTo(MeshError.UNAUTHENTICATED);
    }
  }
}
