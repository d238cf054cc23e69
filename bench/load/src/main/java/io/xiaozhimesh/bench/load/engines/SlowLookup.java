package io.xiaozhimesh.bench.load.engines;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
import java.nio.file.Path;

/**
 * A tool that takes a stated time and always finds the same. While it runs, a file named after the session lies in the
 * folder that the system property {@link #FOLDER} names, if any.
 */
public final class SlowLookup implements BuiltinTool, BuiltinToolProvider {

  /** Its name for models and in the configuration. */
  public static final String NAME = "slow_lookup";

  /** From the call to the result, in milliseconds. */
  public static final int LASTS_MS = 1_500;

  /** The system property. */
  public static final String FOLDER = "mesh.bench.lookups";

  static final String RESULT = "It was found.";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public BuiltinTool create(OptionsReader section, ToolGround ground) {
    return this;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Looks something up, slowly.", "{\"type\":\"object\",\"properties\":{}}",
        ToolEffect.PURE, "bench");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Promise<ToolResult> found = Promise.promise();
    Vertx vertx = Vertx.currentContext().owner();
    vertx.setTimer(LASTS_MS, fired -> found.complete(new ToolResult(ToolResultKind.THINK, RESULT, false)));
    String folder = System.getProperty(FOLDER, "");
    if (!folder.isEmpty()) {
      String sign = Path.of(folder, caller.sessionId()).toString();
      vertx.fileSystem().writeFile(sign, Buffer.buffer());
      found.future().onComplete(done -> vertx.fileSystem().delete(sign));
    }
    return found.future();
  }
}
