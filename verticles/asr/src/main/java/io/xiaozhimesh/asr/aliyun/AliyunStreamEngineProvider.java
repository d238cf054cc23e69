package io.xiaozhimesh.asr.aliyun;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Future;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.remote.SocketEngine;
import io.xiaozhimesh.asr.remote.SocketQuestion;
import io.xiaozhimesh.asr.remote.SocketService;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Map;

/** Aliyun's streaming recognition. */
public final class AliyunStreamEngineProvider implements AsrEngineProvider {

  /** Its name in configuration and transcripts. */
  public static final String NAME = "aliyun-stream";

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
    AliyunOptions options = AliyunOptions.from(section, "wss://nls-gateway-cn-shanghai.aliyuncs.com/ws/v1");
    NlsTokens tokens = new NlsTokens(context, options.access(), options.remote());
    return new SocketEngine(context, NAME, options.remote(), new Service(options, tokens));
  }

  private record Service(AliyunOptions options, NlsTokens tokens) implements SocketService {

    @Override
    public Future<SocketQuestion> question(String language) {
      return tokens.token().map(token -> {
        QueryStringEncoder address = new QueryStringEncoder(options.remote().url());
        address.addParam("token", token);
        return new SocketQuestion(address.toString(), Map.of(), List.of(), new AliyunTalk(options));
      });
    }

    @Override
    public void close() {
      tokens.close();
    }
  }
}
