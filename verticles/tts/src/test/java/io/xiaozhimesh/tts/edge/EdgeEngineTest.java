package io.xiaozhimesh.tts.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.Mp3Decoder;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.SocketStandIn;
import io.xiaozhimesh.tts.remote.StandIn;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class EdgeEngineTest extends RemoteVoiceContract {

  /** The messages that edge-tts and its descendants describe: https://github.com/rany2/edge-tts/blob/master/src/edge_tts/communicate.py */
  private static final class Edge extends SocketStandIn {

    final ConcurrentLinkedQueue<String> voices = new ConcurrentLinkedQueue<>();
    private final byte[] mp3 = recording();

    Edge(Vertx vertx) throws Exception {
      super(vertx);
    }

    static byte[] recording() {
      try (InputStream in = EdgeEngineTest.class.getResourceAsStream("/sounds/mono-22050.mp3")) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int rateHz() {
      return 22_050;
    }

    @Override
    protected int pieceBytes() {
      return 720;
    }

    /** The same recording again and again, longer for longer texts. */
    @Override
    protected Buffer spoken(String text) {
      Buffer sound = Buffer.buffer();
      for (int i = 0; i <= text.length() / 60; i++) {
        sound.appendBytes(mp3);
      }
      return sound;
    }

    @Override
    protected boolean admits(HttpServerRequest handshake) {
      expect(handshake.path().equals("/consumer/speech/synthesize/readaloud/edge/v1"), "path");
      expect(EdgeToken.BROWSER.equals(handshake.getParam("TrustedClientToken")), "browser's token");
      expect("1-143.0.3650.75".equals(handshake.getParam("Sec-MS-GEC-Version")), "version");
      expect(handshake.getHeader("User-Agent").contains("Edg/143.0.0.0"), "user agent");
      expect(handshake.getHeader("Origin").startsWith("chrome-extension://"), "origin");
      String token = handshake.getParam("Sec-MS-GEC");
      long now = System.currentTimeMillis();
      return EdgeToken.at(now).equals(token) || EdgeToken.at(now - 60_000).equals(token);
    }

    @Override
    protected void talk(ServerWebSocket socket) {
      socket.textMessageHandler(message -> {
        String[] parts = message.split("\r\n\r\n", 2);
        if (parts[0].contains("Path:speech.config")) {
          JsonObject audio = new JsonObject(parts[1].strip()).getJsonObject("context").getJsonObject("synthesis")
              .getJsonObject("audio");
          expect(audio.getString("outputFormat").equals("audio-24khz-48kbitrate-mono-mp3"), "format");
        } else {
          expect(parts[0].contains("Path:ssml") && parts[0].contains("X-RequestId:"), "headers");
          voices.add(parts[1].replaceAll(".*<voice name='([^']*)'>.*", "$1"));
          socket.writeTextMessage("X-RequestId:1\r\nContent-Type:application/json; charset=utf-8\r\nPath:turn.start\r\n\r\n{}");
          speak(socket, parts[1].replaceAll("<[^>]*>", ""));
        }
      });
    }

    @Override
    protected void piece(ServerWebSocket socket, Buffer sound) {
      String headers = "X-RequestId:1\r\nContent-Type:audio/mpeg\r\nX-StreamId:2\r\nPath:audio\r\n";
      socket.writeBinaryMessage(
          Buffer.buffer().appendShort((short) headers.length()).appendString(headers).appendBuffer(sound));
    }

    @Override
    protected void end(ServerWebSocket socket) {
      socket.writeTextMessage("X-RequestId:1\r\nContent-Type:application/json; charset=utf-8\r\nPath:turn.end\r\n\r\n{}");
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new EdgeEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Edge(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", ((Edge) service).url("/consumer/speech/synthesize/readaloud/edge/v1"));
  }

  @Override
  protected short[] expected(String text) {
    return new Mp3Decoder().accept(((Edge) service).spoken(text).getBytes());
  }

  @Override
  protected boolean needsNothing() {
    return true;
  }

  @Test
  void voice_isThatOfTheLanguage() {
    say("hello").awaitEnd();

    assertThat(((Edge) service).voices).containsExactly("en-US-AvaNeural");
  }
}
