package io.xiaozhimesh.tts.paddlespeech;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.tts.remote.Answers;
import io.xiaozhimesh.tts.remote.Line;
import io.xiaozhimesh.tts.remote.PcmDecoder;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.SocketQuestion;
import io.xiaozhimesh.tts.remote.SocketService;
import io.xiaozhimesh.tts.remote.Talk;
import java.util.Map;

/**
 * A session with a start, a text, pieces of PCM in base64 of which the last has status 2, and an end
 * (https://github.com/PaddlePaddle/PaddleSpeech/wiki/PaddleSpeech-Server-WebSocket-API).
 */
final class PaddleSpeechSockets implements SocketService {

  private static final int READY = 0;
  private static final int MORE = 1;
  private static final int LAST = 2;

  private final PaddleSpeechOptions options;

  PaddleSpeechSockets(PaddleSpeechOptions options) {
    this.options = options;
  }

  @Override
  public Future<SocketQuestion> question(Sentence sentence) {
    return Future.succeededFuture(new SocketQuestion(options.remote().url(), Map.of(),
        new Session(options.speaker(sentence.voice()), sentence.text()), new PcmDecoder(options.sampleRateHz())));
  }

  private static final class Session implements Talk {

    private final int speaker;
    private final String text;
    private String id;

    Session(int speaker, String text) {
      this.speaker = speaker;
      this.text = text;
    }

    @Override
    public void opened(Line line) {
      line.send(signal("start").encode());
    }

    @Override
    public void text(String message, Line line) {
      JsonObject answer = new JsonObject(message);
      int status = answer.getInteger("status");
      if (status == READY && id == null) {
        id = answer.getString("session");
        line.send(new JsonObject().put("text", text).put("spk_id", speaker).encode());
      } else if (status == MORE || status == LAST) {
        line.sound(Answers.base64(answer, "audio"));
        if (status == LAST) {
          line.send(signal("end").put("session", id).encode());
          line.done();
        }
      } else {
        throw Answers.refused(MeshError.PROVIDER_FAILED, status);
      }
    }

    private static JsonObject signal(String signal) {
      return new JsonObject().put("task", "tts").put("signal", signal);
    }
  }
}
