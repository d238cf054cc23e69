package io.xiaozhimesh.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.xiaozhimesh.protocol.Limits;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md says what the code does: all of it, and nothing else. */
class ProtocolPageTest {

  private static final Pattern FIELD = Pattern.compile("`(\\w+: [\\w<>]+)`");
  private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w*\\b");

  private final String page = read("PROTOCOL.md");

  @Test
  void messages_standWithNumberFamilyAndFields() {
    List<String> told = rows("## 3. ", "## 4. ").filter(cells -> cells.get(0).matches("\\d+"))
        .map(cells -> cells.get(0) + ' ' + name(cells.get(1)) + ' ' + cells.get(2) + ' ' + fields(cells.get(5)))
        .toList();

    assertThat(told).containsExactlyInAnyOrderElementsOf(BusWire.types().stream()
        .map(type -> type.getAnnotation(WireType.class).value() + " " + type.getSimpleName() + ' ' + family(type)
            + ' ' + components(type)).toList());
  }

  @Test
  void messages_stateSenderAndReceiver() {
    assertThat(rows("## 3. ", "### 3.9").filter(cells -> cells.get(0).matches("\\d+")))
        .allSatisfy(cells -> assertThat(cells.get(3)).matches("[a-z, ]+ → [a-z, ]+"));
  }

  @Test
  void parts_standWithTheirFields() {
    Set<Class<?>> nested = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
    BusWire.types().forEach(type -> collect(type, nested));

    assertThat(rows("### 3.9", "| Enum").filter(cells -> cells.get(0).startsWith("`"))
        .map(cells -> name(cells.get(0)) + ' ' + fields(cells.get(2)))).containsExactlyInAnyOrderElementsOf(
            nested.stream().filter(Class::isRecord)
                .map(type -> type.getSimpleName() + ' ' + components(type)).toList());
    assertThat(rows("| Enum", "## 4. ").filter(cells -> cells.get(0).startsWith("`"))
        .map(cells -> name(cells.get(0)) + ' ' + cells.get(1).replace("`", ""))).containsExactlyInAnyOrderElementsOf(
            nested.stream().filter(Class::isEnum).map(type -> type.getSimpleName() + ' ' + values(type)).toList());
  }

  @Test
  void addresses_areThoseOfTheCode() throws IllegalAccessException {
    List<String> expected = new ArrayList<>(List.of(
        "inbox(role, node)=<role>.w.<node>", "inbox(role, node, worker)=<role>.w.<node>.<worker>", "system(inbox)=<inbox>.sys"));
    for (Field field : Addresses.class.getFields()) {
      expected.add(field.getName() + '=' + field.get(null));
    }

    assertThat(rows("## 2. ", "## 3. ").filter(cells -> cells.get(0).startsWith("`"))
        .map(cells -> name(cells.get(0)) + '=' + name(cells.get(1)))).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(Stream.of(Addresses.class.getDeclaredMethods()).filter(m -> Modifier.isPublic(m.getModifiers())))
        .hasSize(3);
    String inbox = Addresses.inbox(Role.ASR, "node1");
    assertThat(page).contains("`" + inbox + "` and `" + Addresses.system(inbox) + "`");
  }

  @Test
  void errors_areThoseOfTheCode() {
    assertThat(rows("## 5. ", "## 6. ").filter(cells -> cells.get(0).startsWith("`"))
        .map(cells -> name(cells.get(0)) + ' ' + cells.get(1) + ' ' + cells.get(2))).containsExactlyElementsOf(
            Stream.of(MeshError.values()).map(e -> e + " " + e.code() + (e.mayRetry() ? " yes" : " no")).toList());
  }

  @Test
  void limits_areThoseOfTheCode() throws IllegalAccessException {
    List<String> expected = new ArrayList<>();
    for (Field field : Limits.class.getFields()) {
      expected.add(field.getName() + ' ' + field.get(null));
    }

    assertThat(rows("## 6. ", "## 7. ").filter(cells -> cells.get(0).startsWith("`"))
        .map(cells -> name(cells.get(0)) + ' ' + cells.get(1))).containsExactlyElementsOf(expected);
  }

  @Test
  void workedExamples_areTheSameMessageInBothForms() {
    AudioFrame frame = new AudioFrame(new TurnRef("s1", 3, 2), 17, 0,
        Payload.wrap(HexFormat.of().parseHex("f8fffe")));
    String block = between(between("Example: `AudioFrame`", "## 8. "), "```\n", "```");
    String hex = block.lines().map(line -> line.substring(0, 26).replace(" ", "")).collect(Collectors.joining());
    String json = between(between("## 8. ", "## 9. "), "```json\n", "\n```");

    assertThat(BusWire.read(Buffer.buffer(HexFormat.of().parseHex(hex)), 0)).isEqualTo(frame);
    assertThat(BusJson.write(frame)).isEqualTo(json);
  }

  @Test
  void everyTypeThatTheTextNames_exists() {
    Set<Class<?>> types = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
    BusWire.types().forEach(type -> collect(type, types));
    Set<String> known = types.stream().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    BusWire.types().forEach(type -> known.add(type.getSimpleName()));
    known.addAll(List.of("WebSocket"));

    Set<String> named = NAME.matcher(between("## 4. ", "## 5. ")).results().map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
    NAME.matcher(between("## 9. ", null)).results().map(MatchResult::group).forEach(named::add);

    assertThat(named).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void flows_showEveryConversationMessage() {
    String flows = between("## 4. ", "## 5. ");
    Set<String> elsewhere = Set.of("PhrasesDeclared", "PhrasesWanted", "ToolPhrasesDeclared", "UtteranceCancel",
        "DeviceWanted", "DeviceAssign", "ContextErase", "ToolsOffered", "ToolsWanted", "NoteAdd",
        "NotesWanted", "NotesLoaded", "NoteErase", "AgentsWanted", "AgentsListed");

    assertThat(BusWire.types().stream().map(Class::getSimpleName).filter(name -> !elsewhere.contains(name)))
        .allSatisfy(name -> assertThat(flows).contains(name));
  }

  private Stream<List<String>> rows(String from, String to) {
    return between(from, to).lines().filter(line -> line.startsWith("| "))
        .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
  }

  private String between(String from, String to) {
    return between(page, from, to);
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from);
    assertThat(start).as(from).isNotNegative();
    int end = to == null ? text.length() : text.indexOf(to, start + from.length());
    assertThat(end).as(to).isNotNegative();
    return text.substring(start + (from.startsWith("```") ? from.length() : 0), end);
  }

  private static String name(String cell) {
    return cell.replace("`", "");
  }

  private static List<String> fields(String cell) {
    return FIELD.matcher(cell).results().map(match -> match.group(1)).toList();
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> component.getName() + ": " + typeName(component.getGenericType())).toList();
  }

  private static String typeName(Type type) {
    return type instanceof ParameterizedType list
        ? "List<" + typeName(list.getActualTypeArguments()[0]) + '>'
        : ((Class<?>) type).getSimpleName();
  }

  private static String values(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String family(Class<?> type) {
    if (DataMessage.class.isAssignableFrom(type)) {
      return "data";
    }
    return SystemMessage.class.isAssignableFrom(type) ? "system" : "control";
  }

  private static void collect(Class<?> type, Set<Class<?>> into) {
    Arrays.stream(type.getRecordComponents()).map(component -> component.getGenericType())
        .map(t -> t instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : t)
        .map(t -> (Class<?>) t)
        .filter(t -> t.isEnum() || t.isRecord())
        .forEach(t -> {
          into.add(t);
          if (t.isRecord()) {
            collect(t, into);
          }
        });
  }

  private static String read(String name) {
    try {
      return Files.readString(Path.of(System.getProperty("mesh.root"), "shared-protocol", name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
