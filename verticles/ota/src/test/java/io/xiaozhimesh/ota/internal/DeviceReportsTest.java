package io.xiaozhimesh.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.device.DeviceId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceReportsTest {

  private static final DeviceId DEVICE = new DeviceId("aa:bb:cc:dd:ee:ff");

  private static DeviceReport report(Map<String, String> headers, String body) {
    return DeviceReports.of(headers::get, OtaBody.parse(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void headersAndBody_read_headersCountForTheIdentity() {
    DeviceReport report = report(Map.of("Device-Id", "AA:BB:CC:DD:EE:FF", "Client-Id", "c1"),
        "{\"mac_address\":\"00:00:00:00:00:00\",\"uuid\":\"c2\"}");

    assertThat(report.deviceId()).contains(DEVICE);
    assertThat(report.clientId()).isEqualTo("c1");
  }

  @Test
  void bodyAlone_read_fillsEverything() {
    DeviceReport report = report(Map.of(), "{\"uuid\":\"c2\",\"application\":{\"version\":\"1.2\"},"
        + "\"board\":{\"mac\":\"AA-BB-CC-DD-EE-FF\",\"name\":\"n\",\"type\":\"t\"}}");

    assertThat(report.deviceId()).contains(DEVICE);
    assertThat(report.clientId()).isEqualTo("c2");
    assertThat(report.firmware()).isEqualTo("1.2");
    assertThat(report.board()).isEqualTo("n");
    assertThat(report.models()).containsExactlyInAnyOrder("n", "t");
  }

  @Test
  void unreadableBody_read_takesVersionAndBoardFromTheUserAgent() {
    DeviceReport report = report(Map.of("User-Agent", "bread-compact-wifi/2.4.2 (x)"), "{\"ssid\":\"a\"b\"}");

    assertThat(report.firmware()).isEqualTo("2.4.2");
    assertThat(report.board()).isEqualTo("bread-compact-wifi");
    assertThat(report.models()).containsExactly("bread-compact-wifi");
  }

  @Test
  void wrongIdInTheHeader_read_isNotReplacedByTheBody() {
    assertThat(report(Map.of("Device-Id", "a b"), "{\"mac\":\"aa:bb:cc:dd:ee:ff\"}").deviceId()).isEmpty();
    assertThat(report(Map.of("Device-Id", " "), "{\"mac\":\"aa:bb:cc:dd:ee:ff\"}").deviceId()).contains(DEVICE);
  }

  @Test
  void clientIdTooLong_read_isLeftOut() {
    assertThat(report(Map.of("Client-Id", "c".repeat(129)), "").clientId()).isEmpty();
  }
}
