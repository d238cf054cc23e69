package io.xiaozhimesh.ota.internal;

import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.device.DeviceId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Puts together what a device says of itself: the headers count, the body fills what they leave out. */
public final class DeviceReports {

  private DeviceReports() {
  }

  /**
   * Reads a request.
   *
   * @param header the value of a header, or null
   * @param body what was posted
   */
  public static DeviceReport of(UnaryOperator<String> header, OtaBody body) {
    String[] agent = present(header.apply("User-Agent")).split("/", 2);
    String agentBoard = agent.length == 2 ? agent[0] : "";
    String agentVersion = agent.length == 2 ? agent[1].split(" ", 2)[0] : "";
    String clientId = first(header.apply("Client-Id"), body.text("uuid"));
    return new DeviceReport(
        deviceId(header.apply("Device-Id"), body),
        clientId.length() > Limits.DEVICE_ID_CHARS_MAX ? "" : clientId,
        first(body.text("application", "version"), agentVersion),
        first(body.text("board", "name"), body.text("board", "type"), agentBoard),
        models(body.text("board", "type"), body.text("board", "name"), agentBoard));
  }

  private static Optional<DeviceId> deviceId(String header, OtaBody body) {
    if (header != null && !header.isBlank()) {
      return DeviceId.parse(header);
    }
    return Stream.of(body.text("mac_address"), body.text("mac"), body.text("board", "mac"))
        .map(DeviceId::parse).flatMap(Optional::stream).findFirst();
  }

  private static Set<String> models(String... names) {
    Set<String> models = new LinkedHashSet<>();
    Stream.of(names).filter(n -> !n.isEmpty()).forEach(models::add);
    return models;
  }

  private static String first(String... texts) {
    return Stream.of(texts).map(DeviceReports::present).filter(t -> !t.isEmpty()).findFirst().orElse("");
  }

  private static String present(String text) {
    return text == null ? "" : text.strip();
  }
}
