package io.xiaozhimesh.plugins.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.mcp.client.ServerTool;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamedToolsTest {

  private final NamedTools names = new NamedTools(Set.of("get_current_time"));

  @Test
  void foreignCharacters_becomeUnderscores_alsoInDescriptions() {
    names.replace("a", "home", "", List.of(new ServerTool("lamp.on", "like lamp.on", Json.object(), ToolEffect.PURE)));

    assertThat(names.all()).singleElement().satisfies(named -> {
      assertThat(named.spec().name()).isEqualTo("lamp_on");
      assertThat(named.spec().description()).isEqualTo("like lamp_on");
      assertThat(named.tool().name()).isEqualTo("lamp.on");
    });
  }

  @Test
  void collisions_getTheServersNameThenANumber_andReservedNamesNobody() {
    names.replace("a", "one", "", tools("x", "get_current_time"));
    names.replace("b", "two", "", tools("x", "x two", "x_two"));

    assertThat(spoken()).containsExactly("x", "get_current_time_one", "x_two", "x_two_two", "x_two_2");
  }

  @Test
  void toolThatStays_keepsItsName_whateverComesBesideIt() {
    names.replace("a", "one", "", tools("x"));
    names.replace("b", "two", "", tools("x"));
    names.replace("a", "one", "", List.of());
    names.replace("b", "two", "", tools("y", "x"));

    assertThat(spoken()).containsExactly("y", "x_two");
    assertThat(names.find("x")).isEmpty();
  }

  @Test
  void longNames_areCutToWhatModelsTake_andStillToldApart() {
    names.replace("a", "one", "p.", tools("n".repeat(100) + "1", "n".repeat(100) + "2"));

    assertThat(spoken()).doesNotHaveDuplicates().allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(64));
  }

  private List<String> spoken() {
    return names.all().stream().map(named -> named.spec().name()).toList();
  }

  private static List<ServerTool> tools(String... foreign) {
    return Arrays.stream(foreign).map(name -> new ServerTool(name, "", Json.object(), ToolEffect.PURE)).toList();
  }
}
