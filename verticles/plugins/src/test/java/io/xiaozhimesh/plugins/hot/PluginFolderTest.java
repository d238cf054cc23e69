package io.xiaozhimesh.plugins.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PluginFolderTest extends HotPluginsTestBase {

  @Test
  void jarDroppedIntoTheFolder_answersCalls() throws Exception {
    start(new JsonObject());

    drop(say("one"), "hello-1.0.0.jar");

    until(() -> plugins.knows("hello"));
    assertThat(call("hello").text()).isEqualTo("one");
    assertThat(call("hello").kind()).isEqualTo(ToolResultKind.SAY);
    assertThat(plugins.specs()).containsExactly(new ToolSpec("hello", "For tests.",
        "{\"type\":\"object\",\"properties\":{}}", ToolEffect.SIDE_EFFECTING, "plugin:hello"));
    assertThat(status("hello").version()).isEqualTo("1.0.0");
  }

  private Path say(String words) {
    return jars.oneTool("hello-1.0.0.jar", "return now(ToolAnswer.say(\"" + words + "\"));");
  }
}
