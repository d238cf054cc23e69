package io.xiaozhimesh.plugins.builtin.home;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a thing is told, as the service of Home Assistant that does it.
 *
 * @param domain whose service
 * @param service its name
 * @param data its parameters beside the entity
 */
record HomeAction(String domain, String service, JsonObject data) {

  /** What a caller can ask for. */
  static final List<String> TYPES = List.of("turn_on", "turn_off", "toggle", "brightness_up", "brightness_down",
      "brightness_value", "set_color", "set_kelvin", "set_temperature", "volume_up", "volume_down", "volume_set",
      "volume_mute", "pause", "continue");

  private static final int STEP_PERCENT = 10;
  private static final double PERCENT = 100.0;
  private static final Map<String, String> OF_COVERS = Map.of(
      "turn_on", "open_cover", "turn_off", "close_cover", "pause", "stop_cover", "toggle", "toggle");
  private static final Map<String, String> OF_VACUUMS = Map.of(
      "turn_on", "start", "turn_off", "return_to_base", "pause", "pause", "continue", "start");
  private static final Map<String, String> OF_LOCKS = Map.of("turn_on", "lock", "turn_off", "unlock");
  private static final Map<String, String> OF_PLAYERS = Map.of(
      "turn_on", "turn_on", "turn_off", "turn_off", "toggle", "toggle", "pause", "media_pause", "continue", "media_play",
      "volume_up", "volume_up", "volume_down", "volume_down");
  private static final List<String> SWITCHABLE = List.of("turn_on", "turn_off", "toggle");

  /** The action for an entity; empty if there is none of this type, or what it needs is missing. */
  static Optional<HomeAction> of(String entityId, JsonObject state) {
    String domain = entityId.substring(0, entityId.indexOf('.'));
    String type = state.getString("type", "");
    JsonObject data = new JsonObject();
    Integer input = state.getValue("input") instanceof Number number ? number.intValue() : null;
    return switch (domain) {
      case "cover" -> named(domain, OF_COVERS.get(type));
      case "vacuum" -> named(domain, OF_VACUUMS.get(type));
      case "lock" -> named(domain, OF_LOCKS.get(type));
      case "media_player" -> player(type, input, state);
      case "light" -> light(type, input, state.getJsonArray("rgb_color"));
      case "climate" -> type.equals("set_temperature") && input != null
          ? Optional.of(new HomeAction(domain, type, data.put("temperature", input))) : switched(domain, type);
      case "scene", "script" -> type.equals("turn_on") ? named(domain, type) : Optional.empty();
      default -> switched(domain, type);
    };
  }

  private static Optional<HomeAction> switched(String domain, String type) {
    return SWITCHABLE.contains(type) ? named(domain, type) : Optional.empty();
  }

  private static Optional<HomeAction> named(String domain, String service) {
    return Optional.ofNullable(service).map(name -> new HomeAction(domain, name, new JsonObject()));
  }

  private static Optional<HomeAction> player(String type, Integer input, JsonObject state) {
    JsonObject data = new JsonObject();
    return switch (type) {
      case "volume_set" -> input == null || input < 0 || input > PERCENT ? Optional.empty()
          : Optional.of(new HomeAction("media_player", type, data.put("volume_level", input / PERCENT)));
      case "volume_mute" -> Optional.of(new HomeAction("media_player", type,
          data.put("is_volume_muted", Boolean.parseBoolean(String.valueOf(state.getValue("is_muted", true))))));
      default -> named("media_player", OF_PLAYERS.get(type));
    };
  }

  private static Optional<HomeAction> light(String type, Integer input, JsonArray color) {
    JsonObject data = new JsonObject();
    boolean percent = input != null && input >= 0 && input <= PERCENT;
    boolean rgb = color != null && color.size() == 3
        && color.stream().allMatch(part -> part instanceof Number n && n.intValue() >= 0 && n.intValue() <= 255);
    return switch (type) {
      case "brightness_up" -> Optional.of(data.put("brightness_step_pct", STEP_PERCENT)).map(HomeAction::lit);
      case "brightness_down" -> Optional.of(data.put("brightness_step_pct", -STEP_PERCENT)).map(HomeAction::lit);
      case "brightness_value" -> percent ? Optional.of(lit(data.put("brightness_pct", input))) : Optional.empty();
      case "set_color" -> rgb ? Optional.of(lit(data.put("rgb_color", color))) : Optional.empty();
      case "set_kelvin" -> input != null && input >= 1_000 && input <= 20_000
          ? Optional.of(lit(data.put("color_temp_kelvin", input))) : Optional.empty();
      default -> switched("light", type);
    };
  }

  private static HomeAction lit(JsonObject data) {
    return new HomeAction("light", "turn_on", data);
  }
}
