package io.xiaozhimesh.protocol.bus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Lets a mapper read records of which components {@link MayBeMissing}. Nulls and wrong types stay wrong. */
public final class MissingMembers extends SimpleModule {

  private static final long serialVersionUID = 1;

  /** To be added to a mapper. */
  public MissingMembers() {
    setDeserializerModifier(new BeanDeserializerModifier() {

      private static final long serialVersionUID = 1;

      @Override
      public JsonDeserializer<?> modifyDeserializer(
          DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> reader) {
        return optional(bean.getBeanClass()).isEmpty() ? reader : new Filling(reader, bean.getBeanClass());
      }
    });
  }

  /** The components of a record that may be missing. */
  static List<RecordComponent> optional(Class<?> type) {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents()).filter(c -> c.isAnnotationPresent(MayBeMissing.class)).toList()
        : List.of();
  }

  private static final class Filling extends DelegatingDeserializer {

    private static final long serialVersionUID = 1;

    private final Class<?> type;

    Filling(JsonDeserializer<?> reader, Class<?> type) {
      super(reader);
      this.type = type;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> other) {
      return new Filling(other, type);
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode tree = context.readTree(in);
      if (tree instanceof ObjectNode object) {
        optional(type).stream().filter(component -> !object.has(component.getName()))
            .forEach(component -> fill(object, component));
      }
      try (JsonParser filled = tree.traverse(in.getCodec())) {
        filled.nextToken();
        return super.deserialize(filled, context);
      }
    }

    private static void fill(ObjectNode object, RecordComponent component) {
      Class<?> type = component.getType();
      if (type == String.class) {
        object.put(component.getName(), "");
      } else if (type == boolean.class) {
        object.put(component.getName(), false);
      } else if (type.isEnum()) {
        object.put(component.getName(), ((Enum<?>) type.getEnumConstants()[0]).name());
      } else if (type == List.class) {
        object.putArray(component.getName());
      } else {
        object.put(component.getName(), 0);
      }
    }
  }
}
