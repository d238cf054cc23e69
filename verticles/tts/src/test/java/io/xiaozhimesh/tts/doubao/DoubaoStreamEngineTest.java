package io.xiaozhimesh.tts.doubao;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.stage.signing.VolcFrame;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.SocketStandIn;
import io.xiaozhimesh.tts.remote.StandIn;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubaoStreamEngineTest extends RemoteVoiceContract {

  /** https://www.volcengine.com/docs/6561/1329505 */
  private static final class Doubao extends SocketStandIn {

    volatile String failure;
    volatile int errorCode;
    private final Map<ServerWebSocket, String> ids = new ConcurrentHashMap<>();

    Doubao(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected boolean admits(HttpServerRequest handshake) {
      expect(handshake.path().equals("/api/v3/tts/bidirection"), "path");
      expect("volc.service_type.10029".equals(handshake.getHeader("X-Api-Resource-Id")), "resource");
      expect(handshake.getHeader("X-Api-Connect-Id") != null, "connect id");
      return "a-1".equals(handshake.getHeader("X-Api-App-Key")) && "t-1".equals(handshake.getHeader("X-Api-Access-Key"));
    }

    @Override
    protected void talk(ServerWebSocket socket) {
      socket.binaryMessageHandler(message -> heard(socket, VolcFrame.decode(message.getBytes())));
    }

    private void heard(ServerWebSocket socket, VolcFrame frame) {
      expect(frame.type() == VolcFrame.CLIENT_REQUEST && frame.hasEvent() && frame.json(), "frame");
      switch (frame.number()) {
        case 1 -> send(socket, VolcFrame.SERVER_RESPONSE, 50, "connection", "{}");
        case 100 -> started(socket, frame);
        case 200 -> {
          expect(frame.id().equals(id(socket)), "session of the task");
          speak(socket, new JsonObject(frame.text()).getJsonObject("req_params").getString("text"));
        }
        case 102 -> expect(frame.id().equals(id(socket)), "session that ends");
        case 2 -> send(socket, VolcFrame.SERVER_RESPONSE, 52, "connection", "{}");
        default -> expect(false, "event " + frame.number());
      }
    }

    private void started(ServerWebSocket socket, VolcFrame frame) {
      JsonObject parameters = new JsonObject(frame.text()).getJsonObject("req_params");
      JsonObject audio = parameters.getJsonObject("audio_params");
      expect(parameters.getString("speaker").equals("zh_female_wanwanxiaohe_moon_bigtts"), "speaker");
      expect(audio.getString("format").equals("pcm") && audio.getInteger("sample_rate") == 24_000, "sound");
      ids.put(socket, frame.id());
      if (errorCode != 0) {
        socket.writeBinaryMessage(Buffer.buffer(new VolcFrame(VolcFrame.ERROR, VolcFrame.PLAIN, true, false, 0, "",
            errorCode, "{\"error\":\"as asked\"}".getBytes()).encode()));
      } else if (failure != null) {
        send(socket, VolcFrame.SERVER_RESPONSE, 153, frame.id(), failure);
      } else {
        send(socket, VolcFrame.SERVER_RESPONSE, 150, frame.id(), "{}");
      }
    }

    private String id(ServerWebSocket socket) {
      return ids.getOrDefault(socket, "");
    }

    @Override
    protected void piece(ServerWebSocket socket, Buffer sound) {
      send(socket, VolcFrame.SERVER_RESPONSE, 350, id(socket), "{}");
      socket.writeBinaryMessage(Buffer.buffer(new VolcFrame(VolcFrame.SERVER_AUDIO, VolcFrame.EVENT, false, false, 352,
          id(socket), 0, sound.getBytes()).encode()));
      send(socket, VolcFrame.SERVER_RESPONSE, 351, id(socket), "{}");
    }

    @Override
    protected void end(ServerWebSocket socket) {
      send(socket, VolcFrame.SERVER_RESPONSE, 152, id(socket), "{\"status_code\":20000000}");
    }

    private static void send(ServerWebSocket socket, int type, int event, String id, String json) {
      socket.writeBinaryMessage(Buffer.buffer(
          new VolcFrame(type, VolcFrame.EVENT, true, false, event, id, 0, json.getBytes()).encode()));
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new DoubaoStreamEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Doubao(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", ((Doubao) service).url("/api/v3/tts/bidirection"))
        .put("appId", "a-1").put("token", "t-1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "{\"status_code\":45000292,\"message\":\"quota exceeded for types: concurrency\"}; OVERLOADED",
      "{\"status_code\":45000000,\"message\":\"speaker permission denied\"}; UNAUTHENTICATED",
      "{\"status_code\":45000001,\"message\":\"invalid parameter\"}; BAD_REQUEST",
      "{\"status_code\":55000000,\"message\":\"internal\"}; PROVIDER_FAILED",
      "rubbish; PROVIDER_FAILED"})
  void failedSession_becomesAnErrorOfTheMesh(String failure, MeshError error) {
    ((Doubao) service).failure = failure;

    assertThat(say("hello").awaitEnd().error()).isEqualTo(error);
  }

  @Test
  void errorFrame_isAFailure() {
    ((Doubao) service).errorCode = 55_000_000;

    assertThat(say("hello").awaitEnd().error()).isEqualTo(MeshError.PROVIDER_FAILED);
  }
}
