package io.xiaozhimesh.asr.aliyun;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.remote.Line;
import io.xiaozhimesh.asr.remote.Talk;
import java.util.UUID;

/**
 * A task of several sentences: sound may go out once the task has started, each sentence grows and then stands, the task is
 * complete when it was stopped (https://help.aliyun.com/zh/isi/developer-reference/websocket-protocol-description). Pure.
 */
final class AliyunTalk implements Talk {

  private final AliyunOptions options;
  private final String taskId = id();
  private final StringBuilder sentences = new StringBuilder();

  AliyunTalk(AliyunOptions options) {
    this.options = options;
  }

  @Override
  public void opened(Line line) {
    send("StartTranscription", new JsonObject()
        .put("format", "pcm")
        .put("sample_rate", AsrEngine.SAMPLE_RATE_HZ)
        .put("enable_intermediate_result", true)
        .put("enable_punctuation_prediction", options.punctuation())
        .put("enable_inverse_text_normalization", options.numbers()), line);
  }

  @Override
  public void end(byte[] rest, Line line) {
    if (rest.length > 0) {
      line.send(rest);
    }
    send("StopTranscription", null, line);
  }

  @Override
  public void text(String message, Line line) {
    JsonObject heard = new JsonObject(message);
    JsonObject header = heard.getJsonObject("header");
    NlsCode.check(header.getInteger("status"));
    String result = heard.getJsonObject("payload", new JsonObject()).getString("result", "");
    switch (header.getString("name")) {
      case "TranscriptionStarted" -> line.ready();
      case "TranscriptionResultChanged" -> line.interim(sentences + result);
      case "SentenceEnd" -> sentences.append(result);
      case "TranscriptionCompleted" -> line.done(sentences.toString());
      default -> { }
    }
  }

  private void send(String name, JsonObject payload, Line line) {
    JsonObject message = new JsonObject().put("header", new JsonObject()
        .put("message_id", id())
        .put("task_id", taskId)
        .put("namespace", "SpeechTranscriber")
        .put("name", name)
        .put("appkey", options.appKey()));
    if (payload != null) {
      message.put("payload", payload);
    }
    line.send(message.encode());
  }

  private static String id() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
