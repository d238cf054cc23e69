package io.xiaozhimesh.plugins.builtin.home;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.RemoteTool;
import io.xiaozhimesh.plugins.remote.RemoteAsk;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Home Assistant (https://developers.home-assistant.io/docs/api/rest): {@code GET /api/states/<entity>} and
 * {@code POST /api/services/<domain>/<service>}, with a long-lived access token. What sets something is never repeated by
 * itself. On the stage's context.
 */
final class HomeAssistant {

  /** The section that its tools share. */
  static final String SECTION = "home_assistant";

  static final int DEFAULT_DEADLINE_MS = 5_000;
  static final String DEFAULT_MUSIC_SERVICE = "media_player";

  private static final Pattern ENTITY = Pattern.compile("[a-z0-9_]{1,64}\\.[a-z0-9_]{1,128}");
  private static final int DEVICES_MAX = 200;

  /**
   * A thing that the operator has named.
   *
   * @param room where it is
   * @param name how people call it
   * @param entityId as Home Assistant knows it
   */
  record Device(String room, String name, String entityId) {
  }

  private final ToolGround ground;
  private final String baseUrl;
  private final String token;
  private final String musicService;
  private final int deadlineMs;
  private final List<Device> devices = new ArrayList<>();

  HomeAssistant(ToolGround ground, OptionsReader section) {
    this.ground = ground;
    this.baseUrl = RemoteTool.base(section.text("baseUrl", ""));
    this.token = section.text("token", "");
    this.musicService = section.text("musicService", DEFAULT_MUSIC_SERVICE);
    this.deadlineMs = section.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 30_000);
    for (String device : section.texts("devices", List.of())) {
      String[] parts = device.split("\\s*,\\s*", 3);
      if (parts.length < 3 || !isEntity(parts[2].strip()) || devices.size() == DEVICES_MAX) {
        throw new IllegalArgumentException("plugins.toolSections.home_assistant.devices has \"" + device
            + "\", should be up to " + DEVICES_MAX + " of \"room, name, entity id\"");
      }
      devices.add(new Device(parts[0].strip(), parts[1], parts[2].strip()));
    }
  }

  static JsonObject defaults() {
    return new JsonObject().put("baseUrl", "").put("token", "").put("devices", new JsonArray())
        .put("musicService", DEFAULT_MUSIC_SERVICE).put("deadlineMs", DEFAULT_DEADLINE_MS);
  }

  static boolean configured(OptionsReader section) {
    return !section.text("baseUrl", "").isEmpty() && !section.text("token", "").isEmpty();
  }

  List<Device> devices() {
    return devices;
  }

  /** The service that plays music: of media_player itself, or of music_assistant. */
  String musicService() {
    return musicService;
  }

  /** For a model: which things there are. */
  String described() {
    StringBuilder text = new StringBuilder(devices.isEmpty() ? "" : " Known: ");
    devices.forEach(device -> text.append(device.room()).append(' ').append(device.name()).append(" = ")
        .append(device.entityId()).append("; "));
    return text.toString().stripTrailing();
  }

  /** The id that is meant: an id, or the name of a thing that the operator has named. */
  Optional<String> entity(String wanted) {
    String plain = wanted.strip();
    return isEntity(plain) ? Optional.of(plain) : devices.stream()
        .filter(device -> device.name().equalsIgnoreCase(plain)
            || (device.room() + " " + device.name()).equalsIgnoreCase(plain)
            || (device.room() + device.name()).equalsIgnoreCase(plain))
        .map(Device::entityId).findFirst();
  }

  private static boolean isEntity(String id) {
    return ENTITY.matcher(id).matches();
  }

  Future<JsonNode> state(String tool, String entityId) {
    return ground.http().json(RemoteAsk.get(tool, baseUrl + "/api/states/" + entityId, deadlineMs).bearer(token));
  }

  /** Calls a service; the answer is the list of states that it has changed. */
  Future<JsonNode> service(String tool, String domain, String service, JsonObject data) {
    return ground.http().json(RemoteAsk.post(
        tool, baseUrl + "/api/services/" + domain + '/' + service, data.encode(), deadlineMs, false).bearer(token));
  }
}
