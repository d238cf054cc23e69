package io.xiaozhimesh.bench.device.firmware;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the stock tools change and show: volume, brightness, reboots. Used by one thread. */
public final class DeviceBoard {

  private int volumePercent = 70;
  private int brightnessPercent = 75;
  private int reboots;

  /** Loudness of the loudspeaker, 0 to 100. */
  public int volumePercent() {
    return volumePercent;
  }

  /** Brightness of the screen, 0 to 100. */
  public int brightnessPercent() {
    return brightnessPercent;
  }

  /** How often the device was told to reboot. */
  public int reboots() {
    return reboots;
  }

  /** The device was told to reboot. */
  public void reboot() {
    reboots++;
  }

  /** The tools of a Wi-Fi board with a screen. */
  public List<DeviceTool> stockTools() {
    return List.of(
        new DeviceTool("self.get_device_status",
            "Provides the real-time information of the device: speaker, screen, network.", List.of(), false,
            arguments -> status()),
        new DeviceTool("self.audio_speaker.set_volume", "Set the volume of the audio speaker.",
            List.of(ToolArgument.integer("volume", 0, 100)), false, this::setVolume),
        new DeviceTool("self.screen.set_brightness", "Set the brightness of the screen.",
            List.of(ToolArgument.integer("brightness", 0, 100)), false, this::setBrightness),
        new DeviceTool("self.reboot", "Reboot the system", List.of(), true, arguments -> {
          reboot();
          return true;
        }));
  }

  private Object setVolume(JsonObject arguments) {
    volumePercent = arguments.getInteger("volume");
    return true;
  }

  private Object setBrightness(JsonObject arguments) {
    brightnessPercent = arguments.getInteger("brightness");
    return true;
  }

  private JsonObject status() {
    return new JsonObject()
        .put("audio_speaker", new JsonObject().put("volume", volumePercent))
        .put("screen", new JsonObject().put("brightness", brightnessPercent).put("theme", "light"))
        .put("network", new JsonObject().put("type", "wifi").put("ssid", "home").put("signal", "strong"));
  }
}
