package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.xiaozhimesh.dialogue.intents.Outcome;
import io.xiaozhimesh.protocol.bus.AnswerMilestone;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Carries out what an intent wants: speaks, or runs tools and goes on with their results. */
final class IntentAnswer {

  /** No intent needs more tools than this. */
  private static final int TOOLS_MAX = 4;

  private final Turn turn;
  private final ToolBox tools;
  private final Filler filler;
  private final int sentenceCharsMax;
  private final String source;
  private final Optional<Runnable> model;

  /**
   * @param source the intent's name
   * @param model lets a language model answer instead, where there is one
   */
  IntentAnswer(Turn turn, ToolBox tools, Filler filler, int sentenceCharsMax, String source,
      Optional<Runnable> model) {
    this.turn = turn;
    this.tools = tools;
    this.filler = filler;
    this.sentenceCharsMax = sentenceCharsMax;
    this.source = source;
    this.model = model;
  }

  void carryOut(Outcome outcome) {
    turn.reply().begin(source);
    turn.reply().goOnAfter(Wording.wait(turn.reply().language()));
    next(outcome);
  }

  /** Tells what came of a call that the person was asked about. */
  void tell(ToolResult result) {
    turn.reply().begin(source);
    heard(result, "", reply -> new Outcome.Say(
        Wording.spoken(turn.reply().language(), reply.text(), reply.failed()), reply.failed() ? "sad" : "happy",
        reply.kind() == ToolResultKind.END_SESSION));
  }

  private void next(Outcome outcome) {
    if (outcome instanceof Outcome.Say say) {
      say(say.text(), say.emotion(), say.endSession());
    } else if (outcome instanceof Outcome.UseTool use) {
      use(use);
    } else if (outcome instanceof Outcome.Play play) {
      turn.reply().play(play.cue(), sentenceCharsMax);
      say(play.after(), "", false);
    } else if (outcome instanceof Outcome.PassOn pass) {
      model.ifPresentOrElse(Runnable::run, () -> next(pass.otherwise()));
    } else {
      say(turn.agent().farewell().in(turn.reply().language()), "happy", true);
    }
  }

  private void say(String text, String emotion, boolean endSession) {
    turn.reply().say(Wording.sentences(text, sentenceCharsMax), emotion);
    turn.reply().done(endSession, source);
  }

  private void use(Outcome.UseTool use) {
    int index = turn.nextToolCall();
    if (index == TOOLS_MAX) {
      turn.excuseOrFail(MeshError.INTERNAL, source + " wants too many tools");
      return;
    }
    turn.reply().progress(AnswerMilestone.TOOL_STARTED, use.tool());
    Future<ToolResult> running = tools.call(turn, use.tool(), use.argumentsJson(), 0, index);
    filler.during(running, turn, List.of());
    running.onSuccess(result -> {
      if (!turn.reply().ended()) {
        turn.reply().progress(AnswerMilestone.TOOL_ENDED, use.tool());
        heard(result, use.tool(), use.then());
      }
    });
  }

  private void heard(ToolResult result, String tool, Function<Outcome.ToolReply, Outcome> then) {
    String language = turn.reply().language();
    switch (result.kind()) {
      case CONFIRM -> {
        turn.reply().ask(Wording.sentences(Wording.confirm(language, tool, result.text()), sentenceCharsMax));
        turn.reply().done(false, source);
      }
      case LATER -> say(result.text().isBlank() ? Wording.later(language) : result.text(), "neutral", false);
      default -> next(then.apply(new Outcome.ToolReply(result.text(), result.failed(), result.kind())));
    }
  }
}
