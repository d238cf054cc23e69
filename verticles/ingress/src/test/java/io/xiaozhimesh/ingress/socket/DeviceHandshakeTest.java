package io.xiaozhimesh.ingress.socket;

import static io.xiaozhimesh.ingress.socket.RawClient.DEVICE_ID;
import static io.xiaozhimesh.ingress.socket.RawClient.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.ingress.socket.Sessions.Recorded;
import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.DeviceTokens;
import io.xiaozhimesh.stage.MeshClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceHandshakeTest extends ServerCase {

  private static final String ID = "Device-Id: " + DEVICE_ID;

  @Test
  void statement27_deviceHeaders_areUpgradedWithoutExtensionOrSubprotocol() throws Exception {
    int port = serve();
    try (RawClient client = new RawClient(port)) {
      String head = client.request(upgrade("/xiaozhi/v1/", "Device-Id: AA-BB-CC-DD-EE-01", "Client-Id: c-1",
          "Protocol-Version: 3", "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: chat"));
      assertThat(head).startsWith("HTTP/1.1 101 ")
          .containsIgnoringCase("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
          .doesNotContainIgnoringCase("extensions").doesNotContainIgnoringCase("protocol:");
      DeviceSocket socket = sessions.next().socket;
      assertThat(socket.deviceId()).isEqualTo(new DeviceId(DEVICE_ID));
      assertThat(socket.clientId()).isEqualTo("c-1");
      assertThat(socket.framingVersion()).isEqualTo(3);
      assertThat(socket.remoteAddress()).isEqualTo("127.0.0.1");
      assertThat(server.sessions()).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/xiaozhi/v1/", "/xiaozhi/v1"})
  void statement28_identityInTheQuery_isEnough(String path) throws Exception {
    int port = serve(only(DEVICE_ID, "Bearer t"));
    String query = "?device-id=aa%3Abb%3Acc%3Add%3Aee%3A01&client-id=web&authorization=Bearer%20t&protocol-version=2";
    try (RawClient client = new RawClient(port)) {
      assertThat(client.request(upgrade(path + query, ""))).startsWith("HTTP/1.1 101 ");
      DeviceSocket socket = sessions.next().socket;
      assertThat(socket.clientId()).isEqualTo("web");
      assertThat(socket.framingVersion()).isEqualTo(2);
    }
  }

  @Test
  void gatewayFromMqtt_isFramedAsVersion2() throws Exception {
    try (RawClient client = new RawClient(serve())) {
      assertThat(client.request(upgrade("/xiaozhi/v1/?from=mqtt_gateway", ID))).startsWith("HTTP/1.1 101 ");
      assertThat(sessions.next().socket.framingVersion()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection: keep-alive, Upgrade", "Connection: keep-alive\r\nConnection: upgrade"})
  void statement29_combinedConnectionHeader_isAnUpgrade(String connection) throws Exception {
    try (RawClient client = new RawClient(serve())) {
      assertThat(client.request(upgrade("/xiaozhi/v1/", ID, connection))).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void statement30_tokens_areCheckedBeforeTheUpgrade() throws Exception {
    DeviceTokens tokens = new DeviceTokens(List.of("secret".getBytes()), 30);
    MeshClock clock = MeshClock.system();
    String valid = tokens.issue("c", new DeviceId(DEVICE_ID), clock.unixMs());
    String expired = tokens.issue("c", new DeviceId(DEVICE_ID), 0);
    int port = serve(TokenCheck.of(tokens, clock));
    String[] client = {"Client-Id: c"};
    assertThat(status(port, "/xiaozhi/v1/", client)).isEqualTo(401);
    assertThat(status(port, "/xiaozhi/v1/", "Client-Id: c", "Authorization: Bearer nonsense")).isEqualTo(401);
    assertThat(status(port, "/xiaozhi/v1/", "Client-Id: c", "Authorization: Bearer " + expired)).isEqualTo(401);
    assertThat(status(port, "/xiaozhi/v1/", "Client-Id: d", "Authorization: Bearer " + valid)).isEqualTo(401);
    assertThat(status(port, "/xiaozhi/v1/", "Client-Id: c", "Authorization: Bearer " + valid)).isEqualTo(101);
    assertThat(status(port, "/xiaozhi/v1/?authorization=" + valid, client)).isEqualTo(101);
    assertThat(metrics.counted("mesh.ingress.socket.refused", "reason", "token")).isEqualTo(4);
  }

  @Test
  void exemptDevice_needsNoToken() throws Exception {
    int port = serve(only("nobody", "t"), "tokenExempt", "[\"AA:BB:CC:DD:EE:01\"]");
    assertThat(status(port, "/xiaozhi/v1/")).isEqualTo(101);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Device-Id:", "Device-Id: a b", "Device-Id: <script>"})
  void statement31_missingOrImpossibleDeviceId_isRefusedBeforeTheUpgrade(String identity) throws Exception {
    try (RawClient client = new RawClient(serve())) {
      String head = client.request(upgrade("/xiaozhi/v1/", identity));
      assertThat(head).startsWith("HTTP/1.1 400 ").containsIgnoringCase("application/json");
      assertThat(client.rest()).contains("no_device_id");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/xiaozhi/v1/", "/xiaozhi/v1?device-id=x", "/"})
  void statement32_plainGet_getsAnOrdinaryAnswer(String target) throws Exception {
    try (RawClient client = new RawClient(serve())) {
      assertThat(client.request("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200 ");
      assertThat(client.rest()).contains("Xiaozhi Mesh is running");
    }
  }

  @ParameterizedTest
  @CsvSource({"GET /other,404", "GET /xiaozhi/v1/x,404", "POST /xiaozhi/v1/,405", "GET /%,404"})
  void otherRequests_getAShortAnswer(String request, int status) throws Exception {
    try (RawClient client = new RawClient(serve())) {
      assertThat(client.request(request + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"))
          .startsWith("HTTP/1.1 " + status + ' ');
    }
  }

  @Test
  void brokenUpgrades_areRefused() throws Exception {
    int port = serve();
    String good = upgrade("/xiaozhi/v1/", ID);
    for (String bad : List.of(good.replaceFirst("Sec-WebSocket-Key: [^\r]+\r\n", ""),
        upgrade("/xiaozhi/v1/?device-id=%zz", ""))) {
      try (RawClient client = new RawClient(port)) {
        assertThat(client.request(bad)).startsWith("HTTP/1.1 400 ");
      }
    }
    try (RawClient client = new RawClient(port)) {
      assertThat(client.request(good.replace("Version: 13", "Version: 8")))
          .startsWith("HTTP/1.1 426 ").containsIgnoringCase("Sec-WebSocket-Version: 13");
    }
  }

  @Test
  void tlsBytesAndGarbage_endTheirConnectionOnly() throws Exception {
    int port = serve("handshakeTimeoutMs", "300");
    try (RawClient healthy = RawClient.connected(port); RawClient tls = new RawClient(port)) {
      tls.send(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, '\r', '\n', '\r', '\n'});
      tls.awaitEnd();
      healthy.text("still here");
      assertThat(sessions.next().next()).isEqualTo("text still here");
    }
  }

  @Test
  void foreignOrigin_isRefused() throws Exception {
    int port = serve("allowedOrigins", "[\"https://console.example\"]");
    assertThat(status(port, "/xiaozhi/v1/", "Origin: https://evil.example")).isEqualTo(403);
    assertThat(status(port, "/xiaozhi/v1/", "Origin: https://console.example")).isEqualTo(101);
    assertThat(status(port, "/xiaozhi/v1/", "Origin: http://127.0.0.1:9000")).isEqualTo(101);
  }

  @Test
  void moreSessionsThanAllowed_areRefusedUntilOneLeaves() throws Exception {
    int port = serve("maxSessions", "2");
    try (RawClient first = RawClient.connected(port); RawClient second = RawClient.connected(port)) {
      assertThat(status(port, "/xiaozhi/v1/")).isEqualTo(503);
      second.text("ping");
      Recorded leaving = sessions.next();
      first.close();
      assertThat(leaving.next()).isEqualTo("closed connection_lost");
      assertThat(status(port, "/xiaozhi/v1/")).isEqualTo(101);
    }
  }

  @Test
  void moreSessionsOfOneAddressThanAllowed_areRefused() throws Exception {
    int port = serve("maxSessionsPerAddress", "1");
    try (RawClient first = RawClient.connected(port)) {
      assertThat(status(port, "/xiaozhi/v1/")).isEqualTo(429);
      first.text("x");
      assertThat(sessions.next().next()).isEqualTo("text x");
    }
  }

  @Test
  void moreHandshakesPerSecondThanAllowed_areRefused() throws Exception {
    int port = serve("handshakesPerSecond", "1");
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      statuses.add(status(port, "/xiaozhi/v1/"));
    }
    assertThat(statuses).startsWith(101, 101).contains(503);
  }

  @Test
  void connectionThatAsksForNothing_isClosed() throws Exception {
    int port = serve("handshakeTimeoutMs", "150");
    try (RawClient silent = new RawClient(port); RawClient slow = new RawClient(port);
        RawClient upgraded = RawClient.connected(port)) {
      slow.send("GET /xiaozhi/v1/ HT".getBytes());
      silent.awaitEnd();
      slow.awaitEnd();
      upgraded.text("not me");
      assertThat(sessions.next().next()).isEqualTo("text not me");
    }
  }

  @Test
  void statement35_sessionIds_areTokensAndDiffer() throws Exception {
    int port = serve();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      RawClient.connected(port).close();
      ids.add(sessions.next().socket.sessionId());
    }
    assertThat(ids).hasSize(50).allMatch(id -> id.matches("[A-Za-z0-9_-]{22}"));
  }

  private int status(int port, String target, String... headers) throws Exception {
    try (RawClient client = new RawClient(port)) {
      return Integer.parseInt(client.request(upgrade(target, ID, headers)).substring(9, 12));
    }
  }
}
