package io.xiaozhimesh.tts.doubao;

import io.vertx.core.Future;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.SocketQuestion;
import io.xiaozhimesh.tts.remote.SocketService;
import java.util.Map;
import java.util.UUID;

/** Binary messages on a WebSocket (https://www.volcengine.com/docs/6561/1329505). */
final class DoubaoStreamService implements SocketService {

  private final DoubaoStreamOptions options;

  DoubaoStreamService(DoubaoStreamOptions options) {
    this.options = options;
  }

  @Override
  public Future<SocketQuestion> question(Sentence sentence) {
    Map<String, String> headers = Map.of(
        "X-Api-App-Key", options.appId(),
        "X-Api-Access-Key", options.token(),
        "X-Api-Resource-Id", options.resourceId(),
        "X-Api-Connect-Id", UUID.randomUUID().toString());
    String sessionId = UUID.randomUUID().toString().replace("-", "");
    return Future.succeededFuture(new SocketQuestion(options.remote().url(), headers,
        new DoubaoTalk(options, sessionId, sentence), new PcmDecoder(options.sampleRateHz())));
  }
}
