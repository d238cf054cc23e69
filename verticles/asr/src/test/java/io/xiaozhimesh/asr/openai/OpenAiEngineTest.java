package io.xiaozhimesh.asr.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.remote.HttpStandIn;
import io.xiaozhimesh.asr.remote.RemoteAsrContract;
import io.xiaozhimesh.asr.remote.StandIn;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpenAiEngineTest extends RemoteAsrContract {

  /** https://platform.openai.com/docs/api-reference/audio/createTranscription */
  static final class Transcriptions extends HttpStandIn {

    Transcriptions(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected Buffer read(HttpServerRequest request, Buffer body) {
      String type = request.getHeader("Content-Type");
      expect(request.path().equals("/v1/audio/transcriptions"), "path");
      expect(type.startsWith("multipart/form-data; boundary="), "type");
      String form = body.toString(StandardCharsets.ISO_8859_1);
      String boundary = "--" + type.substring(type.indexOf('=') + 1);
      expect(form.startsWith(boundary + "\r\n") && form.endsWith("\r\n" + boundary + "--\r\n"), "boundary");
      expect(form.contains("name=\"model\"\r\n\r\nwhisper-1\r\n"), "model");
      expect(form.contains("name=\"response_format\"\r\n\r\njson\r\n"), "format");
      expect(form.contains("name=\"file\"; filename=\"utterance.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF"), "file");
      int data = form.indexOf("data", form.indexOf("WAVEfmt "));
      int bytes = body.getIntLE(data + 4);
      expect(body.getIntLE(form.indexOf("RIFF") + 4) == 36 + bytes, "length");
      expect(data + 8 + bytes + boundary.length() + 6 == body.length(), "end");
      return "Bearer k-1".equals(request.getHeader("Authorization"))
          ? body.slice(data + 8, data + 8 + bytes) : null;
    }

    @Override
    protected String answer(String words) {
      return new JsonObject().put("text", words).encode();
    }
  }

  @Override
  protected AsrEngineProvider provider() {
    return new OpenAiEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Transcriptions(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", "http://" + service.address("/v1/audio/transcriptions")).put("key", "k-1");
  }

  @Test
  void wrongKey_isUnauthenticated() {
    try (var other = create(common().put("key", "k-2"))) {
      assertThat(failure(other).error()).hasToString("UNAUTHENTICATED");
    }
  }
}
