package io.xiaozhimesh.plugins.builtin.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.builtin.RemoteTool;
import io.xiaozhimesh.plugins.builtin.ToolSchema;
import io.xiaozhimesh.plugins.remote.RemoteAsk;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import io.xiaozhimesh.plugins.remote.RemoteFailure.Reason;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;

/**
 * Searches a knowledge base in RAGFlow (https://ragflow.io/docs/http_api_reference#retrieve-chunks):
 * {@code POST /api/v1/retrieval} with a bearer key; {@code code} 0 and {@code data.chunks}. Answers are not cached: who
 * writes into a knowledge base wants to hear it.
 */
public final class KnowledgeSearch implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "search_knowledge";

  static final int DEFAULT_DEADLINE_MS = 5_000;
  static final int DEFAULT_CHUNKS_MAX = 5;
  static final String DEFAULT_DESCRIPTION = "Searches the knowledge base of the household or company.";
  private static final int QUESTION_CHARS_MAX = 500;
  private static final int CHUNK_CHARS_MAX = 2_000;
  private static final int AUTHENTICATION_ERROR = 109;

  private final ToolGround ground;
  private final String baseUrl;
  private final String key;
  private final List<String> datasets;
  private final String description;
  private final int chunksMax;
  private final int deadlineMs;

  KnowledgeSearch(ToolGround ground, OptionsReader section) {
    this.ground = ground;
    this.baseUrl = RemoteTool.base(section.text("baseUrl", ""));
    this.key = section.text("apiKey", "");
    this.datasets = section.texts("datasetIds", List.of());
    this.description = section.text("description", DEFAULT_DESCRIPTION);
    this.chunksMax = section.integer("chunksMax", DEFAULT_CHUNKS_MAX, 1, 20);
    this.deadlineMs = section.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 30_000);
  }

  @Override
  public ToolSpec spec() {
    return RemoteTool.asking(NAME, description,
        new ToolSchema().text("question", "What to look up").required("question"));
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    String question = arguments.getString("question").strip();
    if (question.isEmpty() || question.length() > QUESTION_CHARS_MAX) {
      return answers.fail("There is nothing to look up, or too much.", "要查的内容是空的，或者太长了。");
    }
    JsonObject body = new JsonObject().put("question", question).put("dataset_ids", new JsonArray(datasets))
        .put("page", 1).put("page_size", chunksMax);
    return ground.http()
        .json(RemoteAsk.post(NAME, baseUrl + "/api/v1/retrieval", body.encode(), deadlineMs, true).bearer(key))
        .map(answer -> told(answer, answers))
        .otherwise(failure -> answers.sorry(failure, "knowledge base", "知识库"));
  }

  private ToolResult told(JsonNode answer, Answers answers) {
    int code = answer.path("code").asInt(-1);
    if (code != 0) {
      throw new RemoteFailure(code == AUTHENTICATION_ERROR ? Reason.KEY_REFUSED : Reason.REFUSED, "code " + code);
    } else if (!answer.at("/data/chunks").isArray()) {
      throw RemoteFailure.rubbish("chunks");
    }
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (JsonNode chunk : answer.at("/data/chunks")) {
      String content = RemoteTool.cut(chunk.path("content").asText(), CHUNK_CHARS_MAX);
      if (!content.isEmpty() && count++ < chunksMax) {
        text.append(content).append('\n');
      }
    }
    return count == 0 ? answers.told("The knowledge base has nothing about that.", "知识库里没有相关内容。")
        : answers.told(text.toString().strip(), text.toString().strip());
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject defaults() {
      return new JsonObject().put("baseUrl", "").put("apiKey", "").put("datasetIds", new JsonArray())
          .put("description", DEFAULT_DESCRIPTION).put("chunksMax", DEFAULT_CHUNKS_MAX)
          .put("deadlineMs", DEFAULT_DEADLINE_MS);
    }

    @Override
    public boolean configured(OptionsReader section) {
      return !section.text("baseUrl", "").isEmpty() && !section.texts("datasetIds", List.of()).isEmpty();
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new KnowledgeSearch(ground, section);
    }
  }
}
