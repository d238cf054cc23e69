package io.xiaozhimesh.ota.internal;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ActivationState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The answer to an OTA request. Holds an {@code activation} for a device that is to be bound first, a {@code websocket}
 * for every other; never {@code mqtt}, whose presence alone would move the device to another transport; never
 * {@code force}, which would install the same image at every boot.
 */
public final class OtaAnswer {

  /** What is said of a version that the device could not read: never newer than anything. */
  static final String NO_VERSION = "0.0.0";

  /** Which framing of binary messages devices shall use; sent always, because a device keeps what it is not told. */
  private static final int WEBSOCKET_VERSION = 1;

  /** The device stores these members and aborts on a longer one. */
  private static final int STORED_CHARS_MAX = 1_000;

  private final JsonObject json = new JsonObject();

  private OtaAnswer() {
  }

  /**
   * Begins with the time.
   *
   * @param unixMs now
   * @param zone whose offset the device's clock shall show
   */
  public static OtaAnswer at(long unixMs, ZoneId zone) {
    int offsetMinutes = zone.getRules().getOffset(Instant.ofEpochMilli(unixMs)).getTotalSeconds() / 60;
    OtaAnswer answer = new OtaAnswer();
    answer.json.put("server_time", JsonObject.of("timestamp", unixMs, "timezone_offset", offsetMinutes));
    return answer;
  }

  /**
   * The firmware to install, or the device's own version and no address.
   *
   * @param running as the device sent it
   * @param newer an image that is newer, if there is one
   * @param downloadUrl the address of the folder of images, with a slash at its end
   */
  public OtaAnswer firmware(String running, Optional<FirmwareImage> newer, String downloadUrl) {
    String version = newer.map(i -> i.version().text())
        .orElseGet(() -> FirmwareVersion.parse(running).map(FirmwareVersion::text).orElse(NO_VERSION));
    json.put("firmware", JsonObject.of(
        "version", version, "url", newer.map(i -> downloadUrl + i.file()).orElse("")));
    return this;
  }

  /** Where the device opens its socket and what it shows there. */
  public OtaAnswer webSocket(String url, String token) {
    if (url.length() > STORED_CHARS_MAX || token.length() > STORED_CHARS_MAX) {
      throw new IllegalArgumentException("too long for a device to store");
    }
    json.put("websocket", JsonObject.of("url", url, "token", token, "version", WEBSOCKET_VERSION));
    return this;
  }

  /**
   * The code that the device shows and speaks.
   *
   * @param message what it shows; "%s" stands for the code
   */
  public OtaAnswer activation(ActivationState pending, String message) {
    json.put("activation", JsonObject.of(
        "code", pending.code(), "message", message.replace("%s", pending.code()), "challenge", pending.challenge()));
    return this;
  }

  /** The answer as it is sent. */
  public JsonObject json() {
    return json;
  }
}
