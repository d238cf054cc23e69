package io.xiaozhimesh.ingress.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.xiaozhimesh.ingress.socket.Sessions.Recorded;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server with a WebSocket client that is not ours, and its life cycle. */
class DeviceServerTest extends ServerCase {

  @Test
  void foreignClientThatOffersCompression_talksUncompressed() throws Exception {
    sessions.react(s -> {
      s.socket.sendText("t".repeat(70_000));
      s.socket.sendBinary(new byte[] {1, 2, 3});
      s.socket.close(1000, "done");
    });
    int port = serve();
    WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions()
        .setTryUsePerMessageCompression(true).setTryUsePerFrameCompression(true)
        .setMaxFrameSize(100_000).setMaxMessageSize(100_000));
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    WebSocket webSocket = await(client.connect(device(port, "web_test_1")));
    webSocket.textMessageHandler(text -> heard.add("text " + text.length()));
    webSocket.binaryMessageHandler(bytes -> heard.add("binary " + bytes.length()));
    webSocket.closeHandler(v -> heard.add("closed " + webSocket.closeStatusCode()));
    webSocket.writeBinaryMessage(Buffer.buffer(new byte[5]));
    webSocket.writeTextMessage("go");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(heard.poll(5, TimeUnit.SECONDS));
    }
    assertThat(all).containsExactly("text 70000", "binary 3", "closed 1000");
    Recorded session = sessions.next();
    assertThat(session.next()).isEqualTo("binary 5");
    assertThat(session.next()).isEqualTo("text go");
    assertThat(session.next()).isEqualTo("closed by_session");
  }

  @Test
  void foreignClient_endsCleanly_andItsPlaceIsFree() throws Exception {
    int port = serve("maxSessions", "1");
    WebSocketClient client = vertx.createWebSocketClient();
    for (int i = 0; i < 3; i++) {
      WebSocket webSocket = await(client.connect(device(port, "web_test_" + i)));
      await(webSocket.close((short) 1000, "bye"));
      assertThat(sessions.next().next()).isEqualTo("closed by_device");
    }
    assertThat(server.sessions()).isZero();
    assertThat(metrics.counted("mesh.ingress.socket.opened")).isEqualTo(3);
    assertThat(metrics.counted("mesh.ingress.socket.closed", "why", "by_device")).isEqualTo(3);
  }

  @Test
  void startedAndStoppedAgainAndAgain_keepsNothing() throws Exception {
    int port = serve("port", Integer.toString(portThatNobodyIsGiven()));
    for (int i = 0; i < 10; i++) {
      try (RawClient client = RawClient.connected(port)) {
        client.send(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
        client.awaitEnd();
      }
      await(server.stop());
      assertThat(server.sessions()).isZero();
      assertThat(refusesConnections(port)).isTrue();
      serve("port", Integer.toString(port));
    }
  }

  @Test
  void portThatIsTaken_failsTheStart() throws Exception {
    int port = serve();
    DeviceServer first = server;
    assertThatThrownBy(() -> serve("port", Integer.toString(port))).hasRootCauseInstanceOf(BindException.class);
    server = first;
  }

  /** The kernel lets go of a port a moment after the platform says so. */
  private static boolean refusesConnections(int port) {
    long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (System.nanoTime() < untilNs) {
      try (RawClient late = new RawClient(port)) {
        Thread.onSpinWait();
      } catch (IOException refused) {
        return true;
      }
    }
    return false;
  }

  /** Free, and outside the range from which the kernel gives ports to whoever asks for any: it stays free. */
  private static int portThatNobodyIsGiven() throws IOException {
    for (int port = 20_000; port < 30_000; port++) {
      try (ServerSocket probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (BindException taken) {
        continue;
      }
    }
    throw new IOException("no free port");
  }

  private static WebSocketConnectOptions device(int port, String deviceId) {
    return new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port)
        .setURI("/xiaozhi/v1/").putHeader("Device-Id", deviceId);
  }
}
