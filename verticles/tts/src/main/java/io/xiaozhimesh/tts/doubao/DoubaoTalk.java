package io.xiaozhimesh.tts.doubao;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.signing.VolcFrame;
import io.xiaozhimesh.tts.remote.Answers;
import io.xiaozhimesh.tts.remote.Line;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.Talk;
import java.util.Locale;

/**
 * One connection, in it one session, in it one task: each step is taken when the service has confirmed the one before
 * (https://www.volcengine.com/docs/6561/1329505). Pure.
 */
final class DoubaoTalk implements Talk {

  private static final int CONNECTION_STARTED = 50;
  private static final int CONNECTION_FAILED = 51;
  private static final int START_SESSION = 100;
  private static final int FINISH_SESSION = 102;
  private static final int SESSION_STARTED = 150;
  private static final int SESSION_FINISHED = 152;
  private static final int SESSION_FAILED = 153;
  private static final int TASK_REQUEST = 200;
  private static final int SOUND = 352;

  private final DoubaoStreamOptions options;
  private final String sessionId;
  private final Sentence sentence;

  DoubaoTalk(DoubaoStreamOptions options, String sessionId, Sentence sentence) {
    this.options = options;
    this.sessionId = sessionId;
    this.sentence = sentence;
  }

  @Override
  public void opened(Line line) {
    line.send(VolcFrame.event(VolcFrame.START_CONNECTION, "", "{}").encode());
  }

  @Override
  public void text(String message, Line line) {
    throw new MeshException(MeshError.PROVIDER_FAILED, "the service sent text where it should not");
  }

  @Override
  public void binary(byte[] message, Line line) {
    VolcFrame frame = VolcFrame.decode(message);
    if (frame.type() == VolcFrame.ERROR) {
      throw refused(frame.errorCode(), frame.text());
    }
    switch (frame.hasEvent() ? frame.number() : 0) {
      case CONNECTION_STARTED -> session(START_SESSION, new JsonObject().put("speaker", voice())
          .put("audio_params", sound()), line);
      case SESSION_STARTED -> {
        session(TASK_REQUEST, new JsonObject().put("text", sentence.text()), line);
        line.send(VolcFrame.event(FINISH_SESSION, sessionId, "{}").encode());
      }
      case SOUND -> line.sound(frame.payload());
      case SESSION_FINISHED -> {
        line.send(VolcFrame.event(VolcFrame.FINISH_CONNECTION, "", "{}").encode());
        line.done();
      }
      case CONNECTION_FAILED, SESSION_FAILED -> {
        JsonObject failure = new JsonObject(frame.text());
        throw refused(failure.getInteger("status_code", 0), failure.getString("message", ""));
      }
      default -> { }
    }
  }

  private void session(int event, JsonObject parameters, Line line) {
    JsonObject payload = new JsonObject()
        .put("user", new JsonObject().put("uid", "xiaozhi-mesh"))
        .put("event", event)
        .put("namespace", "BidirectionalTTS")
        .put("req_params", parameters);
    line.send(VolcFrame.event(event, sessionId, payload.encode()).encode());
  }

  private JsonObject sound() {
    return new JsonObject().put("format", "pcm").put("sample_rate", options.sampleRateHz())
        .put("speech_rate", options.speechRate()).put("loudness_rate", options.loudnessRate());
  }

  private String voice() {
    return options.remote().voice(sentence.voice());
  }

  /** Quotas are told in words only; 45… is the caller's fault, 55… the service's. */
  private static MeshException refused(int code, String message) {
    String words = message.toLowerCase(Locale.ROOT);
    boolean limited = words.contains("quota") || words.contains("concurrency");
    boolean forbidden = words.contains("permission") || words.contains("grant") || words.contains("authenticat");
    MeshError error = limited ? MeshError.OVERLOADED : forbidden ? MeshError.UNAUTHENTICATED
        : code / 1_000_000 == 45 ? MeshError.BAD_REQUEST : MeshError.PROVIDER_FAILED;
    return Answers.refused(error, code);
  }
}
