package io.xiaozhimesh.tts.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.StandIn;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomEngineTest extends RemoteVoiceContract {

  /** A service that takes its text in a list, and answers with events of base64, as no other does. */
  private static final class Anybody extends HttpStandIn {

    Anybody(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected String type() {
      return "text/event-stream";
    }

    @Override
    protected String read(HttpServerRequest request, Buffer body) {
      JsonObject question = body.toJsonObject();
      expect("v-1".equals(request.getParam("who")), "query");
      expect(question.getJsonObject("opts").getDouble("speed") == 1.5, "numbers stay numbers");
      return "Key k-1".equals(request.getHeader("X-Key"))
          ? question.getJsonArray("parts").getJsonObject(0).getString("say").substring("say: ".length()) : null;
    }

    @Override
    protected List<Buffer> answer(Buffer sound) {
      List<Buffer> events = new ArrayList<>();
      super.answer(sound).forEach(piece -> events.add(Buffer.buffer("event: piece\ndata: " + new JsonObject()
          .put("out", new JsonObject().put("audio", Base64.getEncoder().encodeToString(piece.getBytes()))).encode() + "\n\n")));
      return events;
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new CustomEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Anybody(vertx);
  }

  @Override
  protected JsonObject settings() {
    Anybody here = (Anybody) service;
    return new JsonObject().put("url", here.url("/speak?fixed=1"))
        .put("headers", new JsonObject().put("X-Key", "Key k-1"))
        .put("query", new JsonObject().put("who", "{voice}"))
        .put("body", new JsonObject().put("opts", new JsonObject().put("speed", 1.5))
            .put("parts", new JsonArray().add(new JsonObject().put("say", "say: {text}"))))
        .put("answer", "events").put("path", "out.audio").put("voices", new JsonArray().add("v-1"));
  }

  @Test
  void placeInTheText_isNotFilledAgain() {
    JsonObject filled = Template.filled(new JsonObject().put("t", "{text} {language}"),
        new Sentence("say {voice} \", \"x\": \"$1", "en", "v"));

    assertThat(filled).isEqualTo(new JsonObject().put("t", "say {voice} \", \"x\": \"$1 en"));
  }

  @Test
  void answerInJsonWithoutPath_isRefusedWithItsKey() {
    assertThatThrownBy(() -> create(settings().put("path", ""))).hasMessageContaining("tts.providers.x.path");
  }
}
