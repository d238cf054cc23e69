package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.dialogue.intents.Outcome;
import io.xiaozhimesh.protocol.bus.AnswerMilestone;
import io.xiaozhimesh.protocol.bus.MeshError;
import java.util.Optional;

/** Carries out what an intent wants: speaks, or runs tools and goes on with their results. */
final class IntentAnswer {

  /** No intent needs more tools than this. */
  private static final int TOOLS_MAX = 4;

  private final Turn turn;
  private final ToolBox tools;
  private final int sentenceCharsMax;
  private final String source;
  private final Optional<Runnable> model;

  /**
   * @param source the intent's name
   * @param model lets a language model answer instead, where there is one
   */
  IntentAnswer(Turn turn, ToolBox tools, int sentenceCharsMax, String source, Optional<Runnable> model) {
    this.turn = turn;
    this.tools = tools;
    this.sentenceCharsMax = sentenceCharsMax;
    this.source = source;
    this.model = model;
  }

  void carryOut(Outcome outcome) {
    turn.reply().begin(source);
    next(outcome);
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
    tools.call(turn, use.tool(), use.argumentsJson(), index).onSuccess(result -> {
      if (!turn.reply().ended()) {
        turn.reply().progress(AnswerMilestone.TOOL_ENDED, use.tool());
        next(use.then().apply(
            new Outcome.ToolReply(result.text(), result.failed(), result.kind())));
      }
    });
  }
}
