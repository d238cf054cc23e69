package io.xiaozhimesh.plugins.hot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as a plugin gets it: in types of the JDK. Stateless. */
final class CallArguments {

  private CallArguments() {
  }

  /** Members by name; nulls are left out. */
  static Map<String, Object> of(ObjectNode object) {
    Map<String, Object> members = new LinkedHashMap<>();
    object.properties().forEach(member -> {
      if (!member.getValue().isNull()) {
        members.put(member.getKey(), value(member.getValue()));
      }
    });
    return members;
  }

  private static Object value(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return of(object);
    } else if (node.isArray()) {
      List<Object> values = new ArrayList<>();
      node.forEach(element -> {
        if (!element.isNull()) {
          values.add(value(element));
        }
      });
      return values;
    } else if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    } else if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isBoolean() ? (Object) node.booleanValue() : node.asText();
  }
}
