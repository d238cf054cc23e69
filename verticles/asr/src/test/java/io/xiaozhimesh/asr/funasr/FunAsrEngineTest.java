package io.xiaozhimesh.asr.funasr;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.remote.RemoteAsrContract;
import io.xiaozhimesh.asr.remote.SocketStandIn;
import io.xiaozhimesh.asr.remote.StandIn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunAsrEngineTest extends RemoteAsrContract {

  /** How a server shows that it is done. */
  enum Ending { IS_FINAL, IS_END, NOTHING }

  /** https://github.com/modelscope/FunASR/blob/main/runtime/docs/websocket_protocol.md */
  private static final class FunAsr extends SocketStandIn {

    volatile Ending ending = Ending.IS_FINAL;

    FunAsr(Vertx vertx) throws Exception {
      super(vertx, "binary");
    }

    @Override
    protected boolean admits(HttpServerRequest handshake) {
      expect("binary".equals(handshake.getHeader("Sec-WebSocket-Protocol")), "sub-protocol");
      return true;
    }

    @Override
    protected void talk(ServerWebSocket socket) {
      Buffer pcm = Buffer.buffer();
      socket.binaryMessageHandler(pcm::appendBuffer);
      socket.textMessageHandler(text -> {
        JsonObject message = new JsonObject(text);
        if (message.getBoolean("is_speaking")) {
          expect(message.getString("mode").equals("2pass"), "mode");
          expect(message.getJsonArray("chunk_size").equals(new JsonArray().add(5).add(10).add(5)), "chunks");
          expect(message.getString("wav_format").equals("pcm") && message.getInteger("audio_fs") == 16_000, "sound");
          expect(!message.getString("wav_name").isEmpty(), "name");
        } else {
          answer(socket, pcm);
          if (ending == Ending.IS_END) {
            send(socket, new JsonObject().put("is_end", true).put("is_final", true).toBuffer());
          }
        }
      });
    }

    /** The first pass tells what is new, the second the whole segment. */
    @Override
    protected Buffer message(ServerWebSocket socket, String words, boolean last) {
      int at = last ? 0 : Math.max(0, words.lastIndexOf(' '));
      return new JsonObject().put("mode", last ? "2pass-offline" : "2pass-online").put("wav_name", "x")
          .put("text", last ? "<|en|><|NEUTRAL|>" .repeat(words.isEmpty() ? 0 : 1) + words : words.substring(at))
          .put("is_final", last && ending == Ending.IS_FINAL).toBuffer();
    }
  }

  @Override
  protected AsrEngineProvider provider() {
    return new FunAsrEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new FunAsr(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", "ws://" + service.address("/"));
  }

  @Override
  protected boolean streams() {
    return true;
  }

  @Override
  protected boolean needsNothing() {
    return true;
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void everyKindOfServer_isUnderstood(Ending ending) {
    ((FunAsr) service).ending = ending;

    assertThat(recognise(utterance()).text()).isEqualTo(words());
  }
}
