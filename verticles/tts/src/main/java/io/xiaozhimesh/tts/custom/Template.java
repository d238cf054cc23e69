package io.xiaozhimesh.tts.custom;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.remote.Sentence;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a sentence into the texts of a JSON tree, whose shape no sentence can change. Pure. */
final class Template {

  private static final Pattern PLACE = Pattern.compile("\\{(text|voice|language)}");

  private Template() {
  }

  static JsonObject filled(JsonObject template, Sentence sentence) {
    JsonObject filled = new JsonObject();
    template.forEach(entry -> filled.put(entry.getKey(), value(entry.getValue(), sentence)));
    return filled;
  }

  static String filled(String template, Sentence sentence) {
    return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(switch (place.group(1)) {
      case "text" -> sentence.text();
      case "voice" -> sentence.voice();
      default -> sentence.language();
    }));
  }

  private static Object value(Object template, Sentence sentence) {
    if (template instanceof JsonObject object) {
      return filled(object, sentence);
    } else if (template instanceof JsonArray array) {
      JsonArray filled = new JsonArray();
      array.forEach(element -> filled.add(value(element, sentence)));
      return filled;
    }
    return template instanceof String text ? filled(text, sentence) : template;
  }
}
