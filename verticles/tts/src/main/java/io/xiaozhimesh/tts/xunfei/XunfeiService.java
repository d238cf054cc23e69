package io.xiaozhimesh.tts.xunfei;

import io.vertx.core.Future;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.signing.XunfeiUrl;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.SocketQuestion;
import io.xiaozhimesh.tts.remote.SocketService;
import java.util.Map;

/** JSON with base64 on a WebSocket whose address is signed (https://www.xfyun.cn/doc/spark/super%20smart-tts.html). */
final class XunfeiService implements SocketService {

  private final XunfeiOptions options;
  private final MeshClock clock;

  XunfeiService(XunfeiOptions options, MeshClock clock) {
    this.options = options;
    this.clock = clock;
  }

  @Override
  public Future<SocketQuestion> question(Sentence sentence) {
    String url = new XunfeiUrl(options.key(), options.secret()).signed(options.remote().url(), clock.unixMs());
    return Future.succeededFuture(new SocketQuestion(
        url, Map.of(), new XunfeiTalk(options, sentence), new PcmDecoder(options.sampleRateHz())));
  }
}
