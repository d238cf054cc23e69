package io.xiaozhimesh.tts.cosyvoice;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.tts.remote.Answers;
import io.xiaozhimesh.tts.remote.Line;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.Talk;

/** One task: run, continue with the text once it has started, finish; sound comes as binary messages. Pure. */
final class CosyVoiceTalk implements Talk {

  private final CosyVoiceOptions options;
  private final String taskId;
  private final Sentence sentence;

  CosyVoiceTalk(CosyVoiceOptions options, String taskId, Sentence sentence) {
    this.options = options;
    this.taskId = taskId;
    this.sentence = sentence;
  }

  @Override
  public void opened(Line line) {
    line.send(message("run-task", new JsonObject()
        .put("task_group", "audio").put("task", "tts").put("function", "SpeechSynthesizer")
        .put("model", options.model())
        .put("parameters", new JsonObject()
            .put("text_type", "PlainText")
            .put("voice", options.remote().voice(sentence.voice()))
            .put("format", "pcm")
            .put("sample_rate", options.sampleRateHz())
            .put("volume", options.volume())
            .put("rate", options.rate())
            .put("pitch", options.pitch()))
        .put("input", new JsonObject())));
  }

  @Override
  public void text(String message, Line line) {
    JsonObject header = new JsonObject(message).getJsonObject("header");
    switch (header.getString("event", "")) {
      case "task-started" -> {
        line.send(message("continue-task", input(new JsonObject().put("text", sentence.text()))));
        line.send(message("finish-task", input(new JsonObject())));
      }
      case "task-finished" -> line.done();
      case "task-failed" -> {
        String code = header.getString("error_code", "");
        throw Answers.refused(error(code), code);
      }
      default -> { }
    }
  }

  private String message(String action, JsonObject payload) {
    return new JsonObject()
        .put("header", new JsonObject().put("action", action).put("task_id", taskId).put("streaming", "duplex"))
        .put("payload", payload)
        .encode();
  }

  private static JsonObject input(JsonObject input) {
    return new JsonObject().put("input", input);
  }

  /** https://help.aliyun.com/zh/model-studio/error-code */
  private static MeshError error(String code) {
    if (code.startsWith("Throttling")) {
      return MeshError.OVERLOADED;
    } else if (code.contains("ApiKey") || code.contains("AccessDenied") || code.contains("Arrearage")) {
      return MeshError.UNAUTHENTICATED;
    }
    return code.contains("InvalidParameter") ? MeshError.BAD_REQUEST : MeshError.PROVIDER_FAILED;
  }
}
