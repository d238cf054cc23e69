package io.xiaozhimesh.plugin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolTest {

  @Test
  void toolThatStatesOnlyWhatItDoes_hasSafeDefaults() throws Exception {
    Tool tool = Tool.named("dice").answers(call -> ToolAnswer.say("four"));

    assertThat(tool.effect()).isEqualTo(ToolEffect.SIDE_EFFECTING);
    assertThat(tool.deadlineMs()).isEqualTo(Tool.DEFAULT_DEADLINE_MS);
    assertThat(tool.scope()).isEqualTo(Tool.DEFAULT_SCOPE);
    assertThat(tool.inputSchemaJson()).isEqualTo("{\"type\":\"object\",\"properties\":{}}");
    assertThat(tool.fillers()).isEmpty();
    assertThat(tool.phrases()).isEmpty();
    assertThat(tool.body().run(call(Map.of())).toCompletableFuture().join()).isEqualTo(ToolAnswer.say("four"));
  }

  @Test
  void builderUsedAgain_leavesTheFirstToolAsItWas() {
    Tool.Builder builder = Tool.named("lamp").describedAs("first").phrase("en-US", "lamp on", Map.of("on", true));
    Tool first = builder.answers(call -> ToolAnswer.silent());

    builder.describedAs("second").phrase("en-US", "lamp off").filler("en-US", "One moment.").scope("home")
        .deadlineMs(100).effect(ToolEffect.PURE);

    assertThat(first.description()).isEqualTo("first");
    assertThat(first.phrases()).isEqualTo(List.of(new ToolPhrase("en-US", "lamp on", Map.of("on", true))));
    assertThat(first.fillers()).isEmpty();
    assertThat(first.effect()).isEqualTo(ToolEffect.SIDE_EFFECTING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "dotted.name", "名字"})
  void nameThatAModelWouldRefuse_isRefused(String name) {
    assertThatThrownBy(() -> Tool.named(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void argumentsOfACall_areReadByTypeWithADefault() {
    ToolCall call = call(Map.of("name", "Ann", "times", 3L, "share", 0.5, "loud", true));

    assertThat(call.text("name", "")).isEqualTo("Ann");
    assertThat(call.text("times", "")).isEqualTo("3");
    assertThat(call.text("none", "nobody")).isEqualTo("nobody");
    assertThat(call.integer("times", 1)).isEqualTo(3);
    assertThat(call.integer("name", 1)).isEqualTo(1);
    assertThat(call.number("share", 0)).isEqualTo(0.5);
    assertThat(call.number("none", 7)).isEqualTo(7);
    assertThat(call.flag("loud", false)).isTrue();
    assertThat(call.flag("name", true)).isTrue();
  }

  @Test
  void addressThatIsNoHttp_isNotAsked() {
    assertThatThrownBy(() -> HttpAsk.get(URI.create("file:///etc/passwd"), 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HttpAsk.get(URI.create("http://host/"), 0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(HttpAsk.get(URI.create("http://host/"), 1).method()).isEqualTo("GET");
  }

  @Test
  void phraseWithoutWords_isRefused() {
    assertThatThrownBy(() -> new ToolPhrase("en-US", " ", Map.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ToolPhrase("en-US", "a".repeat(201), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ToolCall call(Map<String, Object> arguments) {
    return new ToolCall("t", arguments, "s", "d", 100, "");
  }
}
