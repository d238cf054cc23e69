package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.internal.AnswerText;
import io.xiaozhimesh.dialogue.internal.SentenceSplitter;
import io.xiaozhimesh.dialogue.internal.TextToolCall;
import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An answer by a language model: asks it, speaks while it streams, runs the tools that it wants and asks again. Used on
 * the context of the dialogue worker; one per turn.
 */
final class ModelAnswer {

  private final Turn turn;
  private final LanguageModel model;
  private String source;
  private final ToolBox toolBox;
  private final DialogueOptions options;
  private final Metrics metrics;
  private List<ToolSpec> tools = List.of();
  private List<ChatMessage> messages = List.of();
  private int depth;
  private int answerChars;
  private boolean toolsWereQuiet;

  ModelAnswer(Turn turn, LanguageModel model, ToolBox toolBox, DialogueOptions options, Metrics metrics) {
    this.turn = turn;
    this.model = model;
    this.toolBox = toolBox;
    this.options = options;
    this.metrics = metrics;
    this.source = options.chain().get(0);
  }

  /** Begins, once context and tools are there or have taken too long. */
  void begin() {
    turn.reply().goOnAfterWhatWasSaid();
    Future<Void> context = turn.memory().loading()
        .timeout(options.context().waitMs(), TimeUnit.MILLISECONDS)
        .onFailure(late -> metrics.count("mesh.dialogue.context.late"))
        .otherwiseEmpty();
    Future<List<ToolSpec>> listed = toolBox.list(turn.open().ref().sessionId(), turn.agent());
    Future.join(context, listed).onSuccess(both -> {
      tools = listed.result();
      messages = new ArrayList<>(ModelPrompt.messages(turn, options.context().tokensMax()));
      ask();
    });
  }

  private void ask() {
    if (turn.reply().ended()) {
      return;
    }
    Round round = new Round();
    LanguageModel.ModelCall call = model.generate(new ModelRequest(turn.agent().model(), messages, tools, turn.agent().models()), round);
    turn.stopping(call::cancel);
    round.call = call;
  }

  /** One answer of the model within the turn. */
  private final class Round implements ModelListener {

    private final AnswerText text = new AnswerText(new SentenceSplitter(
        options.speech().sentenceCharsMax(), options.speech().firstSegmentCharsMin()));
    private final StringBuilder written = new StringBuilder();
    private LanguageModel.ModelCall call;
    private boolean over;

    @Override
    public void answering(String provider) {
      source = provider;
    }

    @Override
    public void text(String delta) {
      if (over || turn.reply().ended() || delta.isEmpty()) {
        return;
      }
      turn.reply().begin(source);
      written.append(delta);
      answerChars += delta.length();
      turn.reply().say(text.accept(delta));
      if (answerChars > options.speech().answerCharsMax()) {
        metrics.count("mesh.dialogue.answer.cut");
        stop();
        finish(List.of());
      }
    }

    @Override
    public void ended(List<ToolRequest> calls) {
      if (!over && !turn.reply().ended()) {
        finish(calls);
      }
    }

    @Override
    public void failed(MeshException failure) {
      if (!over && !turn.reply().ended()) {
        over = true;
        metrics.count("mesh.dialogue.model.failed", "error", failure.error().name());
        turn.reply().say(text.finish());
        turn.excuseOrFail(failure.error(), failure.getMessage());
      }
    }

    private void stop() {
      if (call != null) {
        call.cancel();
      }
    }

    private void finish(List<ToolRequest> calls) {
      over = true;
      turn.reply().begin(source);
      turn.reply().say(text.finish());
      List<ToolRequest> wanted = calls.isEmpty() ? fromText() : calls;
      if (wanted.isEmpty()) {
        close();
      } else {
        runTools(wanted, written.toString());
      }
    }

    private List<ToolRequest> fromText() {
      List<ToolRequest> wanted = new ArrayList<>();
      for (TextToolCall found : text.calls()) {
        metrics.count("mesh.dialogue.tools.in.text");
        wanted.add(new ToolRequest("text_" + wanted.size(), found.name(), found.argumentsJson()));
      }
      return wanted;
    }
  }

  private void close() {
    if (turn.reply().saidAnything() || toolsWereQuiet) {
      turn.reply().done(false, source);
    } else {
      turn.excuseOrFail(MeshError.PROVIDER_FAILED, "the model said nothing");
    }
  }

  private void runTools(List<ToolRequest> wanted, String written) {
    if (depth++ == options.tools().depthMax()) {
      metrics.count("mesh.dialogue.tools.too.deep");
      close();
      return;
    }
    List<ToolRequest> calls = wanted.subList(0, Math.min(wanted.size(), options.tools().callsMax()));
    if (calls.size() < wanted.size()) {
      metrics.count("mesh.dialogue.tools.too.many");
    }
    messages.add(new ChatMessage(Author.ASSISTANT, written, calls, ""));
    new ToolRound(turn, toolBox, tools).run(calls).onSuccess(this::goOn);
  }

  private void goOn(List<ToolRound.Answered> answers) {
    if (turn.reply().ended()) {
      return;
    }
    boolean endSession = false;
    boolean think = false;
    for (ToolRound.Answered answer : answers) {
      messages.add(ChatMessage.ofTool(answer.call().id(), answer.result().text()));
      switch (answer.result().kind()) {
        case SAY -> speak(answer.result().text());
        case END_SESSION -> {
          speak(answer.result().text());
          endSession = true;
        }
        case PLAY -> play(answer.result().text());
        case SILENT -> toolsWereQuiet = true;
        default -> think = true;
      }
    }
    if (endSession) {
      turn.reply().done(true, source);
    } else if (think) {
      ask();
    } else {
      close();
    }
  }

  /** A reference that makes no sense is the tool's mistake, and the model has to say something of it. */
  private void play(String cue) {
    try {
      turn.reply().play(AudioCue.parse(cue), options.speech().sentenceCharsMax());
    } catch (IllegalArgumentException e) {
      metrics.count("mesh.dialogue.audio.refused");
      turn.excuseOrFail(MeshError.PROVIDER_FAILED, "a tool gave no reference of a sound");
    }
  }

  private void speak(String text) {
    turn.reply().say(Wording.sentences(text, options.speech().sentenceCharsMax()));
  }
}
