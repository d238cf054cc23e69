package io.xiaozhimesh.tts.edge;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.remote.Line;
import io.xiaozhimesh.tts.remote.Talk;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * The messages for one sentence: headers, an empty line, a body; binary ones have the length of their headers in front, as
 * two bytes, big-endian. Pure.
 */
final class EdgeTalk implements Talk {

  private static final DateTimeFormatter DATE = DateTimeFormatter
      .ofPattern("EEE MMM dd yyyy HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'", Locale.US).withZone(ZoneOffset.UTC);
  private static final String FORMAT = "audio-24khz-48kbitrate-mono-mp3";

  private final String requestId;
  private final String date;
  private final String ssml;

  EdgeTalk(String requestId, long unixMs, String ssml) {
    this.requestId = requestId;
    this.date = DATE.format(Instant.ofEpochMilli(unixMs));
    this.ssml = ssml;
  }

  @Override
  public void opened(Line line) {
    JsonObject audio = new JsonObject()
        .put("metadataoptions", new JsonObject().put("sentenceBoundaryEnabled", "false").put("wordBoundaryEnabled", "false"))
        .put("outputFormat", FORMAT);
    JsonObject config =
        new JsonObject().put("context", new JsonObject().put("synthesis", new JsonObject().put("audio", audio)));
    line.send("X-Timestamp:" + date + "\r\nContent-Type:application/json; charset=utf-8\r\nPath:speech.config\r\n\r\n"
        + config.encode() + "\r\n");
    line.send("X-RequestId:" + requestId + "\r\nContent-Type:application/ssml+xml\r\nX-Timestamp:" + date
        + "Z\r\nPath:ssml\r\n\r\n" + ssml);
  }

  @Override
  public void text(String message, Line line) {
    switch (path(message)) {
      case "turn.end" -> line.done();
      case "turn.start", "response", "audio.metadata" -> { }
      default -> throw new MeshException(MeshError.PROVIDER_FAILED, "the service's message cannot be read");
    }
  }

  @Override
  public void binary(byte[] message, Line line) {
    int headerBytes = (message[0] & 0xff) << 8 | message[1] & 0xff;
    String headers = new String(message, 2, headerBytes, StandardCharsets.UTF_8);
    if (path(headers).equals("audio")) {
      line.sound(Arrays.copyOfRange(message, 2 + headerBytes, message.length));
    }
  }

  private static String path(String message) {
    return message.lines().takeWhile(header -> !header.isEmpty())
        .filter(header -> header.startsWith("Path:")).findFirst().map(header -> header.substring(5).strip()).orElse("");
  }
}
