package io.xiaozhimesh.asr.funasr;

import io.vertx.core.Future;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.remote.SocketEngine;
import io.xiaozhimesh.asr.remote.SocketQuestion;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Map;

/** A FunASR server of one's own. */
public final class FunAsrEngineProvider implements AsrEngineProvider {

  /** Its name in configuration and transcripts. */
  public static final String NAME = "funasr";

  /** The server's handshake demands it. */
  private static final String SUB_PROTOCOL = "binary";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int rank(OptionsReader section) {
    return 0;
  }

  @Override
  public AsrEngine create(OptionsReader section, EngineContext context) {
    FunAsrOptions options = FunAsrOptions.from(section);
    return new SocketEngine(context, NAME, options.remote(), language -> Future.succeededFuture(new SocketQuestion(
        options.remote().url(), Map.of(), List.of(SUB_PROTOCOL), new FunAsrTalk(options))));
  }
}
