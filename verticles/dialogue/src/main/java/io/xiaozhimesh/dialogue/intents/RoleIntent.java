package io.xiaozhimesh.dialogue.intents;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.AgentCard;
import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets another agent answer: "switch to Luna", 换成Luna; or says which there are. */
public final class RoleIntent implements Intent {

  private static final String TOOL = "change_role";

  private record Choice(String agentId, Phrasebook book) {
  }

  private final List<Choice> choices = new ArrayList<>();
  private final Phrasebook which = new Phrasebook(
      List.of("who else is there", "which roles are there", "who else can i talk to"),
      List.of("有哪些角色", "有什么角色", "还有谁", "我可以和谁聊天"),
      List.of());

  /** Knows these agents; with one alone there is nothing to choose. */
  public RoleIntent(List<AgentCard> agents) {
    if (agents.size() > 1) {
      agents.forEach(agent -> choices.add(new Choice(agent.agentId(), book(agent))));
    }
  }

  private static Phrasebook book(AgentCard agent) {
    List<String> english = new ArrayList<>();
    List<String> mandarin = new ArrayList<>();
    for (String name : List.of(agent.name(), agent.agentId().replaceAll("[_-]", " "))) {
      english.addAll(List.of("switch to " + name, "let me talk to " + name));
      mandarin.addAll(List.of("换成" + name, "切换到" + name, "切换成" + name, "我要和" + name + "聊天", "让" + name + "来"));
    }
    return new Phrasebook(english.stream().map(NormalText::of).distinct().toList(),
        mandarin.stream().map(NormalText::of).distinct().toList(), List.of());
  }

  @Override
  public String name() {
    return "role";
  }

  @Override
  public List<Phrase> phrases() {
    List<Phrase> all = new ArrayList<>(choices.isEmpty() ? List.of() : which.phrases());
    choices.forEach(choice -> all.addAll(choice.book.phrases()));
    return all;
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    if (choices.isEmpty()) {
      return Optional.empty();
    } else if (which.knows(utterance)) {
      return Optional.of(call(utterance, new JsonObject()));
    }
    return choices.stream().filter(choice -> choice.book.knows(utterance)).findFirst()
        .map(choice -> call(utterance, new JsonObject().put("role", choice.agentId)));
  }

  private static Outcome call(Utterance utterance, JsonObject arguments) {
    return new Outcome.UseTool(TOOL, arguments.encode(), reply -> ToolPhraseIntent.spoken(utterance, reply));
  }
}
