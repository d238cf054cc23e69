package io.xiaozhimesh.protocol.bus;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes valid messages of any type: from a seed any values, or plain ones for people to read. Repeatable. */
final class MessageGenerator {

  private static final String TOKEN = "abcXYZ019_-";
  private static final int[] RATES = {8000, 12000, 16000, 24000, 48000};
  private static final int[] DURATIONS = {5, 10, 20, 40, 60, 80, 100, 120};
  private static final int TEXT_CHARS_MAX = 60;

  private final Random random;
  private final boolean plain;

  MessageGenerator(long seed) {
    this(seed, false);
  }

  private MessageGenerator(long seed, boolean plain) {
    this.random = new Random(seed);
    this.plain = plain;
  }

  static MessageGenerator plain() {
    return new MessageGenerator(0, true);
  }

  <T> T message(Class<T> type) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        Type component = components[i].getGenericType();
        values[i] = plain ? plainValue(components[i].getName(), component) : value(components[i].getName(), component);
      }
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("cannot make a " + type.getSimpleName(), e);
    }
  }

  private Object value(String name, Type type) {
    if (type instanceof ParameterizedType list) {
      List<Object> elements = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        elements.add(value("element", list.getActualTypeArguments()[0]));
      }
      return elements;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == int.class) {
      return integer(name);
    } else if (plain == long.class) {
      return random.nextLong() >>> 1 + random.nextInt(60);
    } else if (plain == double.class) {
      return random.nextInt(1_000) / 250.0;
    } else if (plain == boolean.class) {
      return random.nextBoolean();
    } else if (plain == String.class) {
      return text(name);
    } else if (plain == Payload.class) {
      byte[] bytes = new byte[2 + 2 * random.nextInt(100)];
      random.nextBytes(bytes);
      return Payload.wrap(bytes);
    } else if (plain.isEnum()) {
      return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
    }
    return message(plain);
  }

  private Object plainValue(String name, Type type) {
    if (type instanceof ParameterizedType list) {
      return List.of(plainValue("first", list.getActualTypeArguments()[0]),
          plainValue("second", list.getActualTypeArguments()[0]));
    } else if (type == int.class) {
      return switch (name) {
        case "sampleRateHz" -> 24_000;
        case "frameDurationMs" -> 60;
        case "channels" -> 1;
        default -> name.length();
      };
    } else if (type == long.class) {
      return 1_767_225_600_000L;
    } else if (type == String.class) {
      return name.equals("sessionId") ? "s1" : "a " + name + " – 字😀";
    } else if (type == Payload.class) {
      return Payload.wrap(new byte[] {(byte) 0xf8, (byte) 0xff, (byte) 0xfe, 0});
    }
    return value(name, type);
  }

  private int integer(String name) {
    return switch (name) {
      case "sampleRateHz" -> RATES[random.nextInt(RATES.length)];
      case "frameDurationMs" -> DURATIONS[random.nextInt(DURATIONS.length)];
      case "channels" -> 1 + random.nextInt(2);
      default -> 1 + (random.nextInt() >>> 1 + random.nextInt(30)) % (Integer.MAX_VALUE - 1);
    };
  }

  private String text(String name) {
    StringBuilder text = new StringBuilder();
    int chars = 1 + random.nextInt(TEXT_CHARS_MAX);
    while (text.length() < chars) {
      if (name.equals("sessionId")) {
        text.append(TOKEN.charAt(random.nextInt(TOKEN.length())));
      } else {
        text.appendCodePoint(switch (random.nextInt(6)) {
          case 0 -> 0x4E00 + random.nextInt(0x5000);
          case 1 -> 0x1F600 + random.nextInt(0x40);
          case 2 -> 1 + random.nextInt(0x1F);
          default -> '!' + random.nextInt(90);
        });
      }
    }
    return name.equals("text") ? "a" + text : text.toString();
  }
}
