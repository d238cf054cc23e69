package io.xiaozhimesh.dialogue.presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.LanguageModelContract.Heard;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.RemoteModelContract;
import io.xiaozhimesh.dialogue.StandInService;
import io.xiaozhimesh.dialogue.openai.ChatWire;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each preset adds to "chat completions"; the stand-in writes as the service's reference says. */
class PresetsTest {

  /** A service that is asked with its own defaults, and keeps the whole contract. */
  abstract static class Service extends RemoteModelContract {

    private final JsonObject adds;

    Service(String type, String adds) {
      super(type, new ChatWire());
      this.adds = new JsonObject(adds);
    }

    final JsonObject asked(JsonObject more) {
      ask(model(r -> StandInService.stream(r).end(wire.answer(List.of("Hi."), List.of())), more));
      assertThat(untilEnd()).isEqualTo(new Heard("ended", "Hi.", List.of()));
      StandInService.Asked asked = service.next();
      assertThat(asked.uri()).isEqualTo("/v1/chat/completions");
      assertThat(asked.headers()).containsEntry("authorization", "Bearer " + KEY);
      return asked.body();
    }

    @Test
    void request_hasWhatTheServiceNeeds() {
      JsonObject body = asked(new JsonObject());

      body.remove("messages");
      assertThat(body).isEqualTo(adds.copy().put("stream", true));
    }

    @Test
    void user_decidesOverModelAndFields() {
      JsonObject body = asked(new JsonObject().put("model", "mine").put("temperature", 0.1)
          .put("extra", new JsonObject().put("seed", 7)));

      assertThat(body.getString("model")).isEqualTo("mine");
      assertThat(body.getDouble("temperature")).isEqualTo(0.1);
      assertThat(body.getInteger("seed")).isEqualTo(7);
    }
  }

  /** One that would think. */
  abstract static class Thinker extends Service {

    Thinker(String type, String adds) {
      super(type, adds);
    }

    @Test
    void thinking_sendsNothingOfIt() {
      JsonObject body = asked(new JsonObject().put("thinking", true));

      assertThat(body.fieldNames()).doesNotContain(
          "thinking", "enable_thinking", "reasoning_effort", "chat_template_kwargs");
    }
  }

  /** <a href="https://api-docs.deepseek.com/api/create-chat-completion">Reference</a>. */
  @Nested
  class DeepSeek extends Thinker {
    DeepSeek() {
      super("deepseek", """
          {"model":"deepseek-v4-flash","thinking":{"type":"disabled"}}""");
    }
  }

  /** <a href="https://docs.bigmodel.cn/cn/guide/models/free/glm-4.7-flash">Reference</a>. */
  @Nested
  class ChatGlm extends Thinker {
    ChatGlm() {
      super("chatglm", """
          {"model":"glm-4.7-flash","thinking":{"type":"disabled"}}""");
    }
  }

  /** <a href="https://www.volcengine.com/docs/82379/1494384">Reference</a>. */
  @Nested
  class Doubao extends Thinker {
    Doubao() {
      super("doubao", """
          {"model":"doubao-seed-1-6-flash-250828","thinking":{"type":"disabled"}}""");
    }
  }

  /** <a href="https://help.aliyun.com/zh/model-studio/compatibility-of-openai-with-dashscope">Reference</a>. */
  @Nested
  class Qwen extends Thinker {
    Qwen() {
      super("qwen", """
          {"model":"qwen-flash","enable_thinking":false}""");
    }
  }

  /** <a href="https://platform.baichuan-ai.com/docs/api">Reference</a>. */
  @Nested
  class Baichuan extends Service {
    Baichuan() {
      super("baichuan", """
          {"model":"Baichuan4-Turbo"}""");
    }
  }

  /** <a href="https://console.groq.com/docs/openai">Reference</a>. */
  @Nested
  class Groq extends Service {
    Groq() {
      super("groq", """
          {"model":"llama-3.3-70b-versatile"}""");
    }
  }

  /** <a href="https://docs.ollama.com/api/openai-compatibility">Reference</a>. */
  @Nested
  class Ollama extends Thinker {
    Ollama() {
      super("ollama", """
          {"model":"qwen3:4b","reasoning_effort":"none"}""");
    }
  }

  /** <a href="https://lmstudio.ai/docs/developer/openai-compat">Reference</a>. */
  @Nested
  class LmStudio extends Service {
    LmStudio() {
      super("lmstudio", "{}");
    }
  }

  /** <a href="https://docs.vllm.ai/en/latest/features/reasoning_outputs.html">Reference</a>. */
  @Nested
  class Vllm extends Thinker {
    Vllm() {
      super("vllm", """
          {"chat_template_kwargs":{"enable_thinking":false}}""");
    }
  }

  /** <a href="https://inference.readthedocs.io/en/latest/user_guide/client_api.html">Reference</a>. */
  @Nested
  class Xinference extends Thinker {
    Xinference() {
      super("xinference", """
          {"model":"launched","chat_template_kwargs":{"enable_thinking":false}}""");
    }

    @Override
    protected JsonObject settings() {
      return new JsonObject().put("model", "launched");
    }

    @Test
    void withoutModel_isRefused() {
      assertThatThrownBy(() -> create(new JsonObject())).hasMessageStartingWith("dialogue.models.x.model is empty");
    }
  }

  /** <a href="https://doc.fastgpt.io/docs/introduction/development/openapi/chat">Reference</a>. */
  @Nested
  class FastGpt extends RemoteModelContract {
    FastGpt() {
      super("fastgpt", new ChatWire());
    }

    @Override
    protected boolean repeatable() {
      return false;
    }

    @Test
    void request_hasVariablesAndNoToolsOfOurs() {
      ask(model(r -> StandInService.stream(r).end(wire.answer(List.of("Hi."), List.of())),
          new JsonObject("{\"extra\":{\"variables\":{\"city\":\"Bonn\"}}}")), new ModelRequest("",
          List.of(ChatMessage.of(Author.USER, "Hello?")), List.of(new ToolSpec("one", "", "{}", ToolEffect.PURE, "x"))));
      untilEnd();

      assertThat(service.next().body()).isEqualTo(new JsonObject("""
          {"stream":true,"messages":[{"role":"user","content":"Hello?"}],"variables":{"city":"Bonn"}}"""));
    }
  }
}
