package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.dialogue.ScriptedModel.Script;
import io.xiaozhimesh.protocol.bus.MeshError;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The stand-in of the other tests keeps the promises of a real model. */
class ScriptedModelTest extends LanguageModelContract {

  @BeforeEach
  void forget() {
    ScriptedModel.forget();
  }

  private LanguageModel with(Script script) {
    ScriptedModel.SCRIPTS.add(script);
    return new ScriptedModel(vertx);
  }

  @Override
  protected LanguageModel saying(List<String> deltas, List<ToolRequest> calls) {
    return with(new Script(deltas, calls, null, false));
  }

  @Override
  protected LanguageModel failingAfter(List<String> deltas) {
    return with(new Script(deltas, List.of(), MeshError.PROVIDER_FAILED, false));
  }

  @Override
  protected LanguageModel hangingAfter(List<String> deltas) {
    return with(new Script(deltas, List.of(), null, true));
  }
}
