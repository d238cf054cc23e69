package io.xiaozhimesh.tts.cosyvoice;

import io.vertx.core.Future;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.SocketQuestion;
import io.xiaozhimesh.tts.remote.SocketService;
import java.util.Map;
import java.util.UUID;

/** Tasks on a WebSocket (https://help.aliyun.com/zh/model-studio/cosyvoice-websocket-api). */
final class CosyVoiceService implements SocketService {

  private final CosyVoiceOptions options;

  CosyVoiceService(CosyVoiceOptions options) {
    this.options = options;
  }

  @Override
  public Future<SocketQuestion> question(Sentence sentence) {
    return Future.succeededFuture(new SocketQuestion(options.remote().url(),
        Map.of("Authorization", "bearer " + options.key()),
        new CosyVoiceTalk(options, UUID.randomUUID().toString(), sentence),
        new PcmDecoder(options.sampleRateHz())));
  }
}
