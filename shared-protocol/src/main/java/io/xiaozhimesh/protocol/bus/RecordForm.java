package io.xiaozhimesh.protocol.bus;

import io.vertx.core.buffer.Buffer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How one record type is written and read: derived once from its components, then reused. Thread-safe. */
final class RecordForm {

  private static final Map<Class<?>, RecordForm> FORMS = new ConcurrentHashMap<>();
  private static final Map<Integer, Class<? extends BusMessage>> BY_TYPE = messageTypesByNumber();

  private final Class<?> type;
  private final ComponentForm[] components;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;

  private RecordForm(Class<?> type) {
    this.type = type;
    RecordComponent[] parts = type.getRecordComponents();
    components = Arrays.stream(parts).map(p -> ComponentForm.of(p.getGenericType())).toArray(ComponentForm[]::new);
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    accessors = new MethodHandle[parts.length];
    Class<?>[] parameters = new Class<?>[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        accessors[i] = lookup.unreflect(parts[i].getAccessor())
            .asType(MethodType.methodType(Object.class, Object.class));
        parameters[i] = parts[i].getType();
      }
      constructor = lookup.findConstructor(type, MethodType.methodType(void.class, parameters))
          .asSpreader(Object[].class, parts.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is no public record of this package", e);
    }
  }

  /** Not by computeIfAbsent: making a form asks for the forms of nested records, and that map refuses recursion. */
  static RecordForm of(Class<?> type) {
    RecordForm known = FORMS.get(type);
    if (known != null) {
      return known;
    }
    RecordForm made = new RecordForm(type);
    RecordForm earlier = FORMS.putIfAbsent(type, made);
    return earlier != null ? earlier : made;
  }

  static RecordForm ofType(int wireType) {
    Class<?> type = BY_TYPE.get(wireType);
    if (type == null) {
      throw new MeshException(MeshError.BAD_REQUEST, "unknown message type " + wireType);
    }
    return of(type);
  }

  static Collection<Class<? extends BusMessage>> messageTypes() {
    return BY_TYPE.values();
  }

  int wireType() {
    return type.getAnnotation(WireType.class).value();
  }

  void write(Buffer out, Object value) {
    try {
      for (int i = 0; i < components.length; i++) {
        components[i].write(out, accessors[i].invokeExact(value));
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  Object read(WireReader in) {
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = components[i].read(in);
    }
    try {
      return constructor.invokeExact(values);
    } catch (IllegalArgumentException e) {
      throw new MeshException(MeshError.BAD_REQUEST, type.getSimpleName() + ": " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<Integer, Class<? extends BusMessage>> messageTypesByNumber() {
    Map<Integer, Class<? extends BusMessage>> byNumber = new TreeMap<>();
    for (Class<? extends BusMessage> c : leaves(BusMessage.class).toList()) {
      Class<?> twin = byNumber.put(c.getAnnotation(WireType.class).value(), c);
      if (twin != null) {
        throw new IllegalStateException(c + " and " + twin + " have one wire type");
      }
    }
    return byNumber;
  }

  private static Stream<Class<? extends BusMessage>> leaves(Class<? extends BusMessage> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(c -> leaves(c.asSubclass(BusMessage.class)));
  }

  @Override
  public String toString() {
    return type.getSimpleName() + Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  static List<Object> readList(WireReader in, ComponentForm element) {
    int count = in.count();
    List<Object> list = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      list.add(element.read(in));
    }
    return list;
  }
}
