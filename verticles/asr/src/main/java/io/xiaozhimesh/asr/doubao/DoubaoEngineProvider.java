package io.xiaozhimesh.asr.doubao;

import io.vertx.core.Future;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.remote.SocketEngine;
import io.xiaozhimesh.asr.remote.SocketQuestion;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Doubao's streaming recognition. */
public final class DoubaoEngineProvider implements AsrEngineProvider {

  /** Its name in configuration and transcripts. */
  public static final String NAME = "doubao-stream";

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
    DoubaoOptions options = DoubaoOptions.from(section);
    return new SocketEngine(context, NAME, options.remote(), language -> Future.succeededFuture(question(options)));
  }

  private static SocketQuestion question(DoubaoOptions options) {
    return new SocketQuestion(options.remote().url(), Map.of(
        "X-Api-App-Key", options.appId(),
        "X-Api-Access-Key", options.token(),
        "X-Api-Resource-Id", options.resourceId(),
        "X-Api-Connect-Id", UUID.randomUUID().toString()), List.of(), new DoubaoTalk(options));
  }
}
