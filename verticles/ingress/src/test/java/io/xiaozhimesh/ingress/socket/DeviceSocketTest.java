package io.xiaozhimesh.ingress.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ingress.socket.RawClient.Received;
import io.xiaozhimesh.ingress.socket.Sessions.Recorded;
import io.xiaozhimesh.ingress.socket.rfc6455.ClientFrames;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.stage.MeshClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceSocketTest extends ServerCase {

  private static final byte[] PIECE = new byte[8_000];

  @Test
  void messages_goBothWays_inOneFrameEach() throws Exception {
    sessions.react(s -> {
      s.socket.sendText("héllo");
      s.socket.sendBinary(new byte[300]);
    });
    try (RawClient client = RawClient.connected(serve())) {
      client.binary(new byte[0]);
      client.text("go");
      Recorded session = sessions.next();
      assertThat(session.next()).isEqualTo("binary 0");
      assertThat(session.next()).isEqualTo("text go");
      Received text = client.receive();
      assertThat(text.first()).isEqualTo(0x81);
      assertThat(text.text()).isEqualTo("héllo");
      Received binary = client.receive();
      assertThat(binary.first()).isEqualTo(0x82);
      assertThat(binary.payload()).hasSize(300);
    }
  }

  @Test
  void everythingOfASocket_happensOnOneThread() throws Exception {
    Map<Thread, Boolean> threads = new ConcurrentHashMap<>();
    sessions.react(s -> {
      Context context = Vertx.currentContext();
      assertThat(context.isEventLoopContext()).isTrue();
      threads.put(Thread.currentThread(), true);
    });
    int port = serve();
    for (int i = 0; i < 5; i++) {
      try (RawClient client = RawClient.connected(port)) {
        client.text("x");
        assertThat(sessions.next().next()).isEqualTo("text x");
      }
    }
    assertThat(threads).hasSize(1);
  }

  @Test
  void statement45_ping_isAnsweredWithItsPayload_andAPongWithNothing() throws Exception {
    try (RawClient client = RawClient.connected(serve())) {
      client.send(ClientFrames.join(ClientFrames.frame(0x8A, "unasked".getBytes()),
          ClientFrames.frame(0x89, "12345".getBytes())));
      Received pong = client.receive();
      assertThat(pong.first()).isEqualTo(0x8A);
      assertThat(pong.text()).isEqualTo("12345");
    }
  }

  @Test
  void statement42_closeThatIsNeverEchoed_isFollowedByTheEndOfTcp() throws Exception {
    sessions.react(s -> s.socket.close(1000, "bye"));
    try (RawClient client = RawClient.connected(serve())) {
      client.text("end");
      Received close = client.receive();
      assertThat(close.closeCode()).isEqualTo(1000);
      client.text("too late");
      client.awaitEnd();
      Recorded session = sessions.next();
      assertThat(session.next()).isEqualTo("text end");
      assertThat(session.next()).isEqualTo("closed by_session");
      assertThat(session.heard).isEmpty();
    }
  }

  @Test
  void statement42_closeToAPeerThatDoesNotRead_endsToo() throws Exception {
    sessions.react(s -> {
      fill(s.socket);
      if (s.writable.get() == 0) {
        vertx.setTimer(100, t -> s.socket.close(1001, "enough"));
      }
    });
    int port = serve();
    try (RawClient client = new RawClient(port, 4_096)) {
      client.request(RawClient.upgrade("/xiaozhi/v1/", "Device-Id: " + RawClient.DEVICE_ID));
      client.text("flood me");
      Recorded session = sessions.next();
      assertThat(session.next()).isEqualTo("text flood me");
      assertThat(session.next()).isEqualTo("closed by_session");
    }
  }

  @Test
  void closeOfTheDevice_isEchoedAndEnds() throws Exception {
    try (RawClient client = RawClient.connected(serve())) {
      client.send(ClientFrames.frame(0x88, new byte[] {0x03, (byte) 0xE9, 'b'}));
      assertThat(client.receive().closeCode()).isEqualTo(1001);
      client.awaitEnd();
      assertThat(sessions.next().next()).isEqualTo("closed by_device");
    }
  }

  @Test
  void echoOfOurClose_endsAtOnce() throws Exception {
    sessions.react(s -> s.socket.close(1000, "bye"));
    try (RawClient client = RawClient.connected(serve())) {
      client.text("end");
      client.receive();
      client.send(ClientFrames.frame(0x88, new byte[] {0x03, (byte) 0xE8}));
      client.awaitEnd();
      Recorded session = sessions.next();
      session.next();
      assertThat(session.next()).isEqualTo("closed by_session");
    }
  }

  @Test
  void statement43_tcpReset_isHeardOnce() throws Exception {
    RawClient client = RawClient.connected(serve());
    Recorded session = sessions.next();
    client.reset();
    assertThat(session.next()).isEqualTo("closed connection_lost");
    await(server.stop());
    server = null;
    assertThat(session.heard).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"C1,1002", "83,1002", "09,1002", "80,1002"})
  void brokenFrame_endsWithItsCode(String first, int code) throws Exception {
    try (RawClient client = RawClient.connected(serve())) {
      client.send(ClientFrames.frame(Integer.parseInt(first, 16), "x".getBytes()));
      assertThat(client.receive().closeCode()).isEqualTo(code);
      client.awaitEnd();
      assertThat(sessions.next().next()).isEqualTo("closed protocol");
    }
  }

  @Test
  void textThatIsNoUtf8_endsWith1007() throws Exception {
    try (RawClient client = RawClient.connected(serve())) {
      client.send(ClientFrames.frame(0x81, new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80}));
      assertThat(client.receive().closeCode()).isEqualTo(1007);
      assertThat(sessions.next().next()).isEqualTo("closed protocol");
    }
  }

  @Test
  void statement47_oversize_endsWith1009() throws Exception {
    int port = serve();
    try (RawClient client = RawClient.connected(port)) {
      client.send(ClientFrames.header(0x82, Limits.DEVICE_BINARY_BYTES_MAX + 1));
      assertThat(client.receive().closeCode()).isEqualTo(1009);
      client.awaitEnd();
    }
  }

  @Test
  void statement90_aMegabyteOfText_costsOnlyItsSender() throws Exception {
    int port = serve();
    try (RawClient healthy = RawClient.connected(port); RawClient hostile = RawClient.connected(port)) {
      hostile.send(ClientFrames.frame(0x81, new byte[1_000_000]));
      assertThat(hostile.receive().closeCode()).isEqualTo(1009);
      hostile.awaitEnd();
      healthy.text("fine");
      assertThat(sessions.next().next()).isEqualTo("text fine");
      assertThat(sessions.next().next()).isEqualTo("closed protocol");
    }
  }

  @Test
  void sessionThatThrows_endsItsOwnConnectionWith1011() throws Exception {
    sessions.react(s -> {
      if (s.heard.contains("text boom")) {
        throw new IllegalStateException("a defect");
      }
    });
    int port = serve();
    try (RawClient healthy = RawClient.connected(port); RawClient broken = RawClient.connected(port)) {
      broken.text("boom");
      assertThat(broken.receive().closeCode()).isEqualTo(1011);
      broken.awaitEnd();
      healthy.text("fine");
      assertThat(sessions.next().next()).isEqualTo("text fine");
      Recorded session = sessions.next();
      session.next();
      assertThat(session.next()).isEqualTo("closed session_failed");
    }
  }

  @Test
  void acceptorThatThrows_endsTheConnectionWith1011() throws Exception {
    server = new DeviceServer(vertx, SocketOptions.from(new JsonObject().put("host", "127.0.0.1").put("port", 0)),
        TokenCheck.open(), MeshClock.system(), metrics, socket -> {
          sessions.accept(socket);
          throw new IllegalStateException("no session today");
        });
    await(server.start());
    try (RawClient client = RawClient.connected(server.port())) {
      assertThat(client.receive().closeCode()).isEqualTo(1011);
      assertThat(sessions.next().heard).isEmpty();
    }
  }

  @Test
  void tooManyTexts_areDroppedAndCounted_andAbuseEndsWith1008() throws Exception {
    int port = serve("flood", "{\"textPerSecond\":1,\"textBurst\":3}");
    try (RawClient client = RawClient.connected(port)) {
      byte[] burst = new byte[0];
      for (int i = 0; i < 5; i++) {
        burst = ClientFrames.join(burst, ClientFrames.frame(0x81, ("t" + i).getBytes()));
      }
      client.send(burst);
      client.binary(new byte[1]);
      Recorded session = sessions.next();
      List<String> heard = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        heard.add(session.next());
      }
      assertThat(heard).containsExactly("text t0", "text t1", "text t2", "binary 1");
      assertThat(metrics.counted("mesh.ingress.socket.flooded", "kind", "text")).isEqualTo(2);
      for (int i = 0; i < 40; i++) {
        burst = ClientFrames.join(burst, ClientFrames.frame(0x81, "x".getBytes()));
      }
      client.send(burst);
      assertThat(client.receive().closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void deviceThatDoesNotRead_isBoundedAndThenClosed() throws Exception {
    AtomicInteger accepted = new AtomicInteger();
    sessions.react(s -> accepted.addAndGet(fill(s.socket)));
    int port = serve("writeStallMs", "300", "writeQueueBytesMax", "65536");
    try (RawClient client = new RawClient(port, 4_096)) {
      client.request(RawClient.upgrade("/xiaozhi/v1/", "Device-Id: " + RawClient.DEVICE_ID));
      client.text("flood me");
      Recorded session = sessions.next();
      assertThat(session.next()).isEqualTo("text flood me");
      assertThat(session.next()).isEqualTo("closed write_stalled");
      assertThat(accepted.get()).isBetween(1, 2_000);
      assertThat(metrics.counted("mesh.ingress.socket.unsent", "kind", "audio")).isPositive();
    }
  }

  @Test
  void slowDeviceThatReadsAgain_makesTheSocketWritable() throws Exception {
    sessions.react(s -> fill(s.socket));
    try (RawClient client = RawClient.connected(serve())) {
      client.text("flood me");
      Recorded session = sessions.next();
      for (int i = 0; i < 2_000; i++) {
        assertThat(client.receive().payload()).hasSize(PIECE.length);
      }
      assertThat(session.writable.get()).isPositive();
    }
  }

  @Test
  void silentConnection_isClosedAfterTheIdleTimeout() throws Exception {
    try (RawClient client = RawClient.connected(serve("idleTimeoutMs", "200"))) {
      client.awaitEnd();
      assertThat(sessions.next().next()).isEqualTo("closed connection_lost");
    }
  }

  @Test
  void sendAfterTheEnd_isRefusedQuietly() throws Exception {
    RawClient client = RawClient.connected(serve());
    Recorded session = sessions.next();
    client.close();
    assertThat(session.next()).isEqualTo("closed connection_lost");
    assertThat(session.socket.sendText("x")).isFalse();
    assertThat(session.socket.sendBinary(new byte[1])).isFalse();
    session.socket.close(1000, "again");
    assertThat(session.heard).isEmpty();
  }

  @Test
  void stop_closesEveryConnectionWith1001_andThePort() throws Exception {
    int port = serve();
    try (RawClient one = RawClient.connected(port); RawClient two = RawClient.connected(port)) {
      var stopped = server.stop();
      assertThat(one.receive().closeCode()).isEqualTo(1001);
      assertThat(two.receive().closeCode()).isEqualTo(1001);
      await(stopped);
      assertThat(sessions.next().heard.poll(1, TimeUnit.SECONDS)).isEqualTo("closed server_stops");
      assertThat(server.sessions()).isZero();
      server = null;
    }
  }

  /** Sends until the socket takes no more; how many it took. */
  private static int fill(DeviceSocket socket) {
    int count = 0;
    while (socket.sendBinary(PIECE)) {
      count++;
    }
    return count;
  }
}
