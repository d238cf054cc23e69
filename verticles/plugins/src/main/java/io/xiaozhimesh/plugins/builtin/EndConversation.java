package io.xiaozhimesh.plugins.builtin;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;

/** Says goodbye and ends the session. */
public final class EndConversation implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "end_conversation";

  private static final int GOODBYE_CHARS_MAX = 200;
  private static final String SCHEMA = new ToolSchema()
      .text("goodbye", "A short goodbye that is spoken, in the language of the conversation").json();

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Ends the conversation. Use it when the person wants to stop, says goodbye or sends you "
        + "away.", SCHEMA, ToolEffect.IDEMPOTENT, "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    String goodbye = arguments.getString("goodbye", "").strip();
    String text = goodbye.isEmpty() || goodbye.length() > GOODBYE_CHARS_MAX
        ? Answers.in(caller).either("Goodbye!", "再见！") : goodbye;
    return Future.succeededFuture(new ToolResult(ToolResultKind.END_SESSION, text, false));
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new EndConversation();
    }
  }
}
