package io.xiaozhimesh.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What other nodes and other languages rely on: numbers of messages, and the order of enum values, whose position is
 * their number. Lines may be added to the tables, and values at the end of an enum; nothing there is ever changed.
 */
class FrozenWireTest {

  @Test
  void messageNumbers_areThoseOfTheTable() throws IOException {
    assertThat(BusWire.types().stream().map(type -> type.getAnnotation(WireType.class).value() + " "
        + type.getSimpleName())).containsExactlyElementsOf(table("messages.txt"));
  }

  @Test
  void enumValues_standInTheOrderOfTheTable() throws IOException {
    Map<String, String> used = new TreeMap<>();
    BusWire.types().forEach(type -> collectEnums(type, used));
    List<String> table = table("enums.txt");

    assertThat(used).isNotEmpty().allSatisfy((name, line) -> assertThat(table).contains(line));
  }

  @Test
  void messageNumbers_fitAByte() {
    assertThat(BusWire.types()).allSatisfy(
        type -> assertThat(type.getAnnotation(WireType.class).value()).isBetween(1, 255));
  }

  @Test
  void families_areDisjointAndComplete() {
    assertThat(BusWire.types()).hasSize(DataMessage.class.getPermittedSubclasses().length
        + ControlMessage.class.getPermittedSubclasses().length + SystemMessage.class.getPermittedSubclasses().length);
  }

  @Test
  void errorCodes_areFrozen() {
    assertThat(Stream.of(MeshError.values()).map(e -> e + " " + e.code() + " " + e.mayRetry())).containsExactly(
        "BAD_REQUEST 400 false", "UNAUTHENTICATED 401 false", "OVERLOADED 429 true", "TIMEOUT 408 true",
        "PROVIDER_FAILED 502 true", "CANCELLED 499 false", "UNAVAILABLE 503 true", "INTERNAL 500 false");
    assertThat(MeshError.values()).allSatisfy(e -> assertThat(MeshError.of(e.code())).contains(e));
    assertThat(MeshError.of(0)).isEmpty();
  }

  private static void collectEnums(Type type, Map<String, String> into) {
    if (type instanceof ParameterizedType list) {
      collectEnums(list.getActualTypeArguments()[0], into);
    } else if (type instanceof Class<?> plain && plain.isEnum()) {
      into.put(plain.getSimpleName(), Arrays.stream(plain.getEnumConstants())
          .map(value -> ((Enum<?>) value).name())
          .collect(Collectors.joining(" ", plain.getSimpleName() + " ", "")));
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      for (RecordComponent component : plain.getRecordComponents()) {
        collectEnums(component.getGenericType(), into);
      }
    }
  }

  private static List<String> table(String name) throws IOException {
    try (InputStream in = FrozenWireTest.class.getResourceAsStream("/frozen/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
