package io.xiaozhimesh.ota.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a device or a stranger posts: reading it never fails, and what comes out is within its bounds. */
class OtaBodyFuzzTest {

  static Stream<Arguments> seeds() {
    return Stream.of("", "{}", "null", "[[[[", "{\"mac_address\":\"AA-BB-CC-DD-EE-FF\",\"board\":{\"type\":\"b\"}}",
            "{\"Payload\":{\"mac\":7,\"application\":{\"version\":\"1.2.3\"}}}", "{\"uuid\":\"\\ud800\"}",
            "{\"ssid\":\"a\"b\"}", "\ufeff{}", "{\"mac_address\":1e999999999}")
        .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "30s")
  void anyBytes_readAsABody_neverFail(byte[] bytes) {
    if (bytes == null) {
      return;
    }
    DeviceReport report = DeviceReports.of(Map.<String, String>of()::get, OtaBody.parse(bytes));
    boolean idFits = report.deviceId().map(id -> id.value().matches("[A-Za-z0-9_.:-]{1,128}")).orElse(true);
    if (!idFits || report.clientId().length() > 128 || report.models().size() > 3) {
      throw new AssertionError("out of bounds");
    }
    FirmwareVersion.parse(report.firmware()).ifPresent(v -> v.isNewerThan(v));
    OtaAnswer.at(0, ZoneOffset.UTC).firmware(report.firmware(), Optional.empty(), "");
  }

  @MethodSource("forms")
  @FuzzTest(maxDuration = "30s")
  void anyBytes_readAsAForm_neverFail(byte[] bytes) {
    if (bytes == null) {
      return;
    }
    MultipartForm.parse(bytes, "b").forEach((name, content) -> {
      if (name.length() > 64 || content.length > bytes.length) {
        throw new AssertionError("out of bounds");
      }
      ImageKind.of(content);
    });
    MultipartForm.boundary(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  static Stream<Arguments> forms() {
    return Stream.of("", "--b", "--b--", "--b\n\n--b\n\n",
            "--b\r\nContent-Disposition: form-data; name=x\r\n\r\ny\r\n--b--",
            "--b\nContent-Disposition: a; name=\"\"\n\n", "--b--b--b\r\n\r\n\r\n")
        .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
  }
}
