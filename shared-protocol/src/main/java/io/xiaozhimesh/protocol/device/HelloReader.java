package io.xiaozhimesh.protocol.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import java.util.Set;

/** Reads a device's hello: every member is optional, because browser clients and old firmware leave most out. */
final class HelloReader {

  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final int FRAME_DURATION_MS = 60;
  private static final Set<Integer> SAMPLE_RATES_HZ = Set.of(8_000, 12_000, 16_000, 24_000, 48_000);
  private static final Set<Integer> FRAME_DURATIONS_MS = Set.of(5, 10, 20, 40, 60, 80, 100, 120);
  private static final int TRANSPORT_CHARS_MAX = 32;

  private HelloReader() {
  }

  static UplinkMessage.Hello read(JsonNode hello) {
    JsonNode features = hello.path("features");
    JsonNode transport = hello.path("transport");
    return new UplinkMessage.Hello(
        among(hello.path("version"), Set.of(1, 2, 3), 0),
        flag(features, "mcp", false),
        flag(features, "aec", false),
        flag(features, "emoji", true),
        uplink(hello.path("audio_params")),
        transport.isTextual() ? WireText.clean(transport.textValue(), TRANSPORT_CHARS_MAX) : "");
  }

  /** A client that offers something other than Opus is answered as if it had said nothing. */
  private static AudioFormat uplink(JsonNode params) {
    JsonNode format = params.path("format");
    if (format.isTextual() && !format.textValue().equalsIgnoreCase("opus")) {
      return new AudioFormat(SAMPLE_RATE_HZ, 1, FRAME_DURATION_MS);
    }
    return new AudioFormat(
        among(params.path("sample_rate"), SAMPLE_RATES_HZ, SAMPLE_RATE_HZ),
        among(params.path("channels"), Set.of(1, 2), 1),
        among(params.path("frame_duration"), FRAME_DURATIONS_MS, FRAME_DURATION_MS));
  }

  private static boolean flag(JsonNode features, String name, boolean otherwise) {
    JsonNode value = features.path(name);
    return value.isBoolean() ? value.booleanValue() : otherwise;
  }

  private static int among(JsonNode number, Set<Integer> allowed, int otherwise) {
    boolean whole = number.isNumber() && number.doubleValue() == number.intValue();
    return whole && allowed.contains(number.intValue()) ? number.intValue() : otherwise;
  }
}
