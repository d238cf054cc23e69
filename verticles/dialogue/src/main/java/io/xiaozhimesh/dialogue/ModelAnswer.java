package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.internal.AnswerText;
import io.xiaozhimesh.dialogue.internal.Sentence;
import io.xiaozhimesh.dialogue.internal.SentenceSplitter;
import io.xiaozhimesh.dialogue.internal.TextToolCall;
import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.resilience.Priority;
import io.xiaozhimesh.stage.resilience.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An answer by a language model: asks it, speaks while it streams, runs the tools that it wants and asks again. When a
 * model breaks off, another goes on after the last whole sentence. Used on the context of the dialogue worker; one per
 * turn.
 */
final class ModelAnswer {

  /** How often in a turn a broken answer is gone on with. */
  private static final int GO_ONS_MAX = 2;

  private final Turn turn;
  private final LanguageModel model;
  private final List<String> chain;
  private final Timers timers;
  private final Runnable whenGone;
  private String source;
  private final ToolBox toolBox;
  private final Filler filler;
  private final DialogueOptions options;
  private final Metrics metrics;
  private List<ToolSpec> tools = List.of();
  private List<ChatMessage> messages = List.of();
  private int depth;
  private int answerChars;
  private boolean toolsWereQuiet;
  private List<String> providers;
  private int goOns;
  private String question = "";
  private String note = "";

  /** @param whenGone answers in another way: no model has said a word */
  ModelAnswer(Turn turn, Models models, ToolBox toolBox, Filler filler, DialogueOptions options, Metrics metrics,
      Runnable whenGone) {
    this.turn = turn;
    this.model = models.chain();
    this.chain = models.order();
    this.timers = models.timers();
    this.whenGone = whenGone;
    this.providers = turn.agent().models();
    this.toolBox = toolBox;
    this.filler = filler;
    this.options = options;
    this.metrics = metrics;
    this.source = chain.get(0);
  }

  /** Begins with what came of a call to which the person has just said yes. */
  void beginWith(String result) {
    note = ModelPrompt.confirmed(result);
    begin();
  }

  /** Begins, once context and tools are there or have taken too long. */
  void begin() {
    turn.reply().goOnAfterWhatWasSaid();
    if (options.speech().patienceMs() > 0) {
      timers.after(options.speech().patienceMs(), this::askForPatience);
    }
    Future<Void> context = turn.memory().loading()
        .timeout(options.context().waitMs(), TimeUnit.MILLISECONDS)
        .onFailure(late -> metrics.count("mesh.dialogue.context.late"))
        .otherwiseEmpty();
    Future<List<ToolSpec>> listed = toolBox.list(turn);
    Future.join(context, listed).onSuccess(both -> {
      tools = listed.result();
      messages = new ArrayList<>(ModelPrompt.messages(turn, options.context().tokensMax()));
      if (!note.isEmpty()) {
        messages.add(ChatMessage.of(Author.USER, note));
      }
      ask();
    });
  }

  private void askForPatience() {
    if (!turn.reply().ended() && !turn.reply().saidAnything()) {
      metrics.count("mesh.dialogue.patience.asked");
      turn.reply().fill(Wording.wait(turn.reply().language()));
    }
  }

  private void ask() {
    if (turn.reply().ended()) {
      return;
    }
    Round round = new Round();
    LanguageModel.ModelCall call = model.generate(new ModelRequest(
        goOns == 0 ? turn.agent().model() : "", messages, tools, providers, Priority.INTERACTIVE), round);
    turn.stopping(call::cancel);
    round.call = call;
  }

  /** One answer of the model within the turn. */
  private final class Round implements ModelListener {

    private final AnswerText text = new AnswerText(new SentenceSplitter(
        options.speech().sentenceCharsMax(), options.speech().firstSegmentCharsMin()));
    private final StringBuilder written = new StringBuilder();
    private final StringBuilder said = new StringBuilder();
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
      List<Sentence> sentences = text.accept(delta);
      sentences.forEach(sentence -> said.append(sentence.text()).append(' '));
      turn.reply().say(sentences);
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
        if (written.length() > 0 && goOns < GO_ONS_MAX) {
          goOnWithAnother(said.toString().strip());
        } else if (!question.isEmpty()) {
          turn.reply().say(text.finish());
          close();
        } else if (turn.reply().saidAnything() || !written.isEmpty() || depth > 0) {
          turn.reply().say(text.finish());
          turn.excuseOrFail(failure.error(), failure.getMessage());
        } else {
          whenGone.run();
        }
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

  /** The unfinished sentence is not spoken: whoever goes on says it anew. */
  private void goOnWithAnother(String said) {
    goOns++;
    metrics.count("mesh.dialogue.model.gone.on");
    List<String> others = new ArrayList<>(providers.isEmpty() ? chain : providers);
    others.remove(source);
    providers = others.isEmpty() ? List.of(source) : others;
    if (!said.isEmpty()) {
      messages.add(ChatMessage.of(Author.ASSISTANT, said));
      messages.add(ChatMessage.of(Author.USER, ModelPrompt.GO_ON));
    }
    ask();
  }

  private void close() {
    if (!question.isEmpty()) {
      turn.reply().ask(Wording.sentences(question, options.speech().sentenceCharsMax()));
    }
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
    new ToolRound(turn, toolBox, filler, tools).run(calls).onSuccess(this::goOn);
  }

  private void goOn(List<ToolRound.Answered> answers) {
    if (turn.reply().ended()) {
      return;
    }
    boolean endSession = false;
    boolean think = false;
    for (ToolRound.Answered answer : answers) {
      messages.add(ChatMessage.ofTool(answer.call().id(), ModelPrompt.told(answer.result())));
      switch (answer.result().kind()) {
        case SAY -> speak(answer.result().text());
        case END_SESSION -> {
          speak(answer.result().text());
          endSession = true;
        }
        case PLAY -> play(answer.result().text());
        case SILENT -> toolsWereQuiet = true;
        case CONFIRM ->
            question = Wording.confirm(turn.reply().language(), answer.call().name(), answer.result().text());
        case LATER -> speak(answer.result().text().isBlank()
            ? Wording.later(turn.reply().language()) : answer.result().text());
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
