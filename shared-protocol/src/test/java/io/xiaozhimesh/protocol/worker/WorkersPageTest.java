package io.xiaozhimesh.protocol.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.BusWire;
import io.xiaozhimesh.protocol.worker.WorkerFrame.Kind;
import io.xiaozhimesh.protocol.worker.WorkerProtocol.CloseCode;
import io.xiaozhimesh.protocol.worker.WorkerProtocol.WorkerRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** WORKERS.md says what the code does. */
class WorkersPageTest {

  private static String page;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of(System.getProperty("mesh.root"), "shared-protocol", "WORKERS.md"));
  }

  @Test
  void controls_standWithTheirFields() {
    assertThat(rows("| Control |").map(cells -> cells.get(0) + ": " + cells.get(2))).containsExactlyInAnyOrderElementsOf(
        Stream.of(WorkerControl.class.getPermittedSubclasses()).map(type -> '`'
            + type.getSimpleName().toLowerCase(Locale.ROOT) + "`: " + fields(type)).toList());
    assertThat(page).contains("`limits` holds " + fields(WorkerControl.Limits.class).replaceAll(", (\\S+)$", " and $1"));
  }

  @Test
  void rolesKindsAndCodes_areThoseOfTheCode() {
    assertThat(rows("| Role |").map(cells -> cells.get(0))).containsExactlyElementsOf(
        Stream.of(WorkerRole.values()).map(role -> '`' + role.key() + '`').toList());
    assertThat(rows("| Kind |").map(cells -> cells.get(0) + cells.get(1))).containsExactlyElementsOf(
        Stream.of(Kind.values()).map(kind -> "`" + kind + '`' + kind.number()).toList());
    assertThat(rows("| Code |").map(cells -> cells.get(0) + cells.get(1))).containsExactlyElementsOf(
        Stream.of(CloseCode.values()).map(code -> code.code() + "`" + code + '`').toList());
  }

  @Test
  void header_isAsLongAsItsFields() {
    List<List<String>> fields = rows("| Byte |").toList();
    int at = 0;
    for (List<String> field : fields) {
      assertThat(Integer.parseInt(field.get(0))).isEqualTo(at);
      at += field.get(1).isEmpty() ? 0 : Integer.parseInt(field.get(1).substring(1)) / 8;
    }
    assertThat(at).isEqualTo(WorkerFrame.HEADER_BYTES);
  }

  @Test
  void messagesOfTheMesh_exist() {
    Set<String> known = BusWire.types().stream().map(Class::getSimpleName).collect(Collectors.toSet());

    assertThat(Pattern.compile("`([A-Z][a-z]+[A-Z]\\w*)`").matcher(page).results().map(m -> m.group(1)))
        .isNotEmpty().isSubsetOf(known);
  }

  @Test
  void namesOfTheConnection_areThoseOfTheCode() {
    assertThat(page).contains("`" + WorkerProtocol.SUB_PROTOCOL + "`", "`" + WorkerProtocol.PATH + "`",
        "`" + WorkerProtocol.ID + "` (", "`" + WorkerProtocol.RE + "` (", "`" + WorkerProtocol.STREAM + "`");
  }

  private static Stream<List<String>> rows(String head) {
    return page.substring(page.indexOf(head)).lines().skip(2).takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
  }

  private static String fields(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(component -> '`' + component.getName() + '`')
        .collect(Collectors.joining(", "));
  }
}
