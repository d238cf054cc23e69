package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.dialogue.intents.ExitIntent;
import io.xiaozhimesh.dialogue.intents.HelpIntent;
import io.xiaozhimesh.dialogue.intents.Intents;
import io.xiaozhimesh.dialogue.intents.NormalText;
import io.xiaozhimesh.dialogue.intents.Outcome;
import io.xiaozhimesh.dialogue.intents.ToolPhraseIntent;
import io.xiaozhimesh.dialogue.intents.Utterance;
import io.xiaozhimesh.dialogue.intents.YesNo;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.stage.Metrics;
import java.util.Optional;
import java.util.Set;

/**
 * Who answers a turn: exit words first, then the offline intents, then the language models; where these are gone, an
 * offline intent that is less sure, then an excuse; where there are none, the help.
 */
final class Answering {

  /** Nobody says so much to an offline intent. */
  private static final int INTENT_CHARS_MAX = 200;
  /** Not among them: the change of role, without which nobody gets away from an agent that has no tools. */
  private static final Set<String> TOOL_INTENTS = Set.of(ToolPhraseIntent.NAME, "weather");

  /** The source of an answer to a yes or a no. */
  private static final String CONFIRM = "confirm";

  private final DialogueOptions options;
  private final Intents intents;
  private final Models models;
  private final ToolBox tools;
  private final Filler filler;
  private final Metrics metrics;
  private final HelpIntent help = new HelpIntent();

  Answering(
      DialogueOptions options, Intents intents, Models models, ToolBox tools, Filler filler,
      Metrics metrics) {
    this.options = options;
    this.intents = intents;
    this.models = models;
    this.tools = tools;
    this.filler = filler;
    this.metrics = metrics;
  }

  /** Begins to answer. */
  void begin(Turn turn) {
    switch (turn.open().kind()) {
      case GREETING -> intent(turn, "greeting",
          Outcome.Say.of(turn.agent().greeting().in(turn.reply().language()), "happy"));
      case ANNOUNCEMENT -> intent(turn, "announcement", Outcome.Say.of(turn.open().text(), "neutral"));
      case ALARM -> intent(turn, "alarm", new Outcome.Play(
          new AudioCue(AudioCue.ALARM_SOUND, turn.reply().language().startsWith("zh") ? "闹钟" : "Alarm", ""),
          turn.open().text()));
      case FAREWELL -> intent(turn, "farewell", new Outcome.Farewell());
      default -> answer(turn);
    }
  }

  private void answer(Turn turn) {
    AnswerOpen open = turn.open();
    boolean modelAnswers = modelAnswers();
    Utterance utterance = Utterance.of(open.text(), turn.agent().language(), !modelAnswers, turn.around());
    Optional<Boolean> yesNo = YesNo.in(utterance);
    if (yesNo.isEmpty()) {
      answer(turn, utterance, modelAnswers);
      return;
    }
    tools.confirm(turn, yesNo.get()).onSuccess(result -> {
      if (turn.reply().ended()) {
        return;
      } else if (result.isEmpty()) {
        answer(turn, utterance, modelAnswers);
      } else {
        confirmed(turn, yesNo.get(), result.get(), modelAnswers);
      }
    });
  }

  /** The call that waited for a yes or a no has run, or will not. */
  private void confirmed(Turn turn, boolean agreed, ToolResult result, boolean modelAnswers) {
    metrics.count("mesh.dialogue.intents", "intent", CONFIRM);
    if (!agreed) {
      intent(turn, CONFIRM, Outcome.Say.of(Wording.declined(turn.reply().language()), "neutral"));
    } else if (modelAnswers && result.kind() == ToolResultKind.THINK) {
      new ModelAnswer(turn, models, tools, filler, options, metrics, () -> tell(turn, result))
          .beginWith(result.text());
    } else {
      tell(turn, result);
    }
  }

  private void tell(Turn turn, ToolResult result) {
    new IntentAnswer(turn, tools, filler, options.speech().sentenceCharsMax(), CONFIRM, Optional.empty()).tell(result);
  }

  private void answer(Turn turn, Utterance utterance, boolean modelAnswers) {
    Optional<Intents.Match> match = match(turn, utterance);
    if (match.isPresent()) {
      intent(turn, match.get().intent(), match.get().outcome());
    } else if (modelAnswers) {
      modelAnswer(turn);
    } else {
      intent(turn, help.name(), help.answer(utterance));
    }
  }

  /** No model can be reached: what was said may still be meant for an intent that would have left it to the model. */
  private void withoutModel(Turn turn) {
    metrics.count("mesh.dialogue.model.gone");
    Utterance utterance = Utterance.of(turn.open().text(), turn.agent().language(), true, turn.around());
    match(turn, utterance).ifPresentOrElse(match -> intent(turn, match.intent(), match.outcome(), Optional.empty()),
        () -> turn.excuseOrFail(MeshError.UNAVAILABLE, "no model can be reached"));
  }

  private Optional<Intents.Match> match(Turn turn, Utterance utterance) {
    boolean exit = turn.agent().exitWords().stream().map(NormalText::of).anyMatch(utterance.words()::equals);
    if (exit) {
      return Optional.of(new Intents.Match(new ExitIntent().name(), new Outcome.Farewell()));
    }
    boolean ask = options.intents() != IntentUse.NEVER && utterance.words().length() <= INTENT_CHARS_MAX;
    return ask ? intents.match(utterance).filter(found -> mayBeUsed(turn, found)) : Optional.empty();
  }

  /** What calls a tool of the mesh is understood of everybody, the tool used by agents only that may. */
  private static boolean mayBeUsed(Turn turn, Intents.Match match) {
    return !TOOL_INTENTS.contains(match.intent()) || !(match.outcome() instanceof Outcome.UseTool use)
        || turn.agent().mayUse(use.tool());
  }

  private void intent(Turn turn, String name, Outcome outcome) {
    intent(turn, name, outcome, modelAnswers() ? Optional.of(() -> modelAnswer(turn)) : Optional.empty());
  }

  /** @param instead answers what the intent passes on */
  private void intent(Turn turn, String name, Outcome outcome, Optional<Runnable> instead) {
    metrics.count("mesh.dialogue.intents", "intent", name);
    new IntentAnswer(turn, tools, filler, options.speech().sentenceCharsMax(), name, instead).carryOut(outcome);
  }

  private boolean modelAnswers() {
    return models.isPresent() && options.intents() != IntentUse.ONLY;
  }

  private void modelAnswer(Turn turn) {
    new ModelAnswer(turn, models, tools, filler, options, metrics, () -> withoutModel(turn)).begin();
  }
}
