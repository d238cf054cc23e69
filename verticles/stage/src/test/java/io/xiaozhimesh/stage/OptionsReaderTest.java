package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ListenMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsReaderTest {

  private final JsonObject section = new JsonObject()
      .put("count", 5)
      .put("big", 99_999_999_999L)
      .put("share", 0.5)
      .put("on", true)
      .put("name", "Otto")
      .put("mode", "realtime")
      .put("list", new JsonArray().add("a").add(2))
      .put("inner", new JsonObject().put("count", 7));
  private final OptionsReader reader = new OptionsReader("vad", section);

  @Test
  void presentKeys_areRead() {
    assertThat(reader.integer("count", 1, 0, 10)).isEqualTo(5);
    assertThat(reader.number("share", 0, 0, 1)).isEqualTo(0.5);
    assertThat(reader.number("count", 0, 0, 10)).isEqualTo(5.0);
    assertThat(reader.flag("on", false)).isTrue();
    assertThat(reader.text("name", "")).isEqualTo("Otto");
    assertThat(reader.text("count", "")).isEqualTo("5");
    assertThat(reader.texts("list", List.of())).containsExactly("a", "2");
    assertThat(reader.choice("mode", ListenMode.AUTO)).isEqualTo(ListenMode.REALTIME);
    assertThat(reader.section("inner").integer("count", 1, 0, 10)).isEqualTo(7);
    assertThat(reader.json()).isSameAs(section);
  }

  @Test
  void missingKeys_haveTheirDefaults() {
    for (OptionsReader empty : List.of(new OptionsReader("vad", null), reader.section("nothing"))) {
      assertThat(empty.integer("x", 3, 0, 1)).isEqualTo(3);
      assertThat(empty.number("x", 0.3, 0, 1)).isEqualTo(0.3);
      assertThat(empty.flag("x", true)).isTrue();
      assertThat(empty.text("x", "d")).isEqualTo("d");
      assertThat(empty.texts("x", List.of("d"))).containsExactly("d");
      assertThat(empty.choice("x", ListenMode.MANUAL)).isEqualTo(ListenMode.MANUAL);
      assertThat(empty.json().isEmpty()).isTrue();
    }
  }

  @Test
  void wrongValues_areNamedWithPathAndExpectation() {
    assertWrong(() -> reader.integer("count", 1, 6, 10), "vad.count is 5, should be a whole number from 6 to 10");
    assertWrong(() -> reader.integer("big", 1, 0, 10),
        "vad.big is 99999999999, should be a whole number from 0 to 10");
    assertWrong(() -> reader.integer("share", 1, 0, 10), "vad.share is 0.5, should be a whole number from 0 to 10");
    assertWrong(() -> reader.integer("name", 1, 0, 10), "vad.name is Otto, should be a whole number from 0 to 10");
    assertWrong(() -> reader.number("share", 0, 1, 2), "vad.share is 0.5, should be a number from 1.0 to 2.0");
    assertWrong(() -> reader.number("name", 0, 1, 2), "vad.name is Otto, should be a number from 1.0 to 2.0");
    assertWrong(() -> reader.flag("name", true), "vad.name is Otto, should be true or false");
    assertWrong(() -> reader.text("inner", ""), "vad.inner is {\"count\":7}, should be a text");
    assertWrong(() -> reader.texts("name", List.of()), "vad.name is Otto, should be a list");
    assertWrong(() -> reader.choice("name", ListenMode.AUTO),
        "vad.name is Otto, should be one of [auto, manual, realtime]");
    assertWrong(() -> reader.section("name"), "vad.name is Otto, should be a section");
    assertWrong(() -> reader.section("inner").integer("count", 1, 8, 9),
        "vad.inner.count is 7, should be a whole number from 8 to 9");
  }

  private static void assertWrong(Runnable read, String message) {
    assertThatThrownBy(read::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
