package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.dialogue.agents.Agent;
import io.xiaozhimesh.dialogue.internal.Scripts;
import io.xiaozhimesh.dialogue.internal.Sentence;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerFailed;
import io.xiaozhimesh.protocol.bus.AnswerMilestone;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.AnswerProgress;
import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.stage.StageContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What the owner of a turn hears of its answer: sentences in order, then one end, and nothing after it. Not
 * thread-safe; belongs to one turn.
 */
final class Reply {

  private static final String FIRST_EMOTION = "neutral";

  private final StageContext context;
  private final AnswerOpen open;
  private final Agent agent;
  private final String language;
  private final long openedAtMs;
  private final Runnable onEnd;
  private final List<String> alreadySaid;
  private final List<Sentence> last = new ArrayList<>();
  private String question = "";
  private int sentences;
  private int fillers;
  private boolean goesOn;
  private boolean begun;
  private boolean ended;

  /**
   * @param language BCP 47 tag of the turn
   * @param onEnd told once, when the answer has ended in whatever way
   */
  Reply(StageContext context, AnswerOpen open, Agent agent, String language, Runnable onEnd) {
    this.context = context;
    this.open = open;
    this.agent = agent;
    this.language = language;
    this.onEnd = onEnd;
    this.alreadySaid = open.alreadySaid();
    this.openedAtMs = context.clock().nowMs();
  }

  boolean ended() {
    return ended;
  }

  /** Whether more was said than that it takes a moment. */
  boolean saidAnything() {
    return sentences > fillers || !alreadySaid.isEmpty();
  }

  /** Says that it takes a moment, if nothing was said in this turn. */
  void fill(Sentence wait) {
    if (!ended && sentences == 0 && alreadySaid.isEmpty()) {
      say(wait.text(), wait.emotion());
      fillers++;
    }
  }

  /**
   * What is said from now on comes after what an earlier worker said; without this it comes from the beginning, and what
   * was said already is left out.
   */
  void goOnAfterWhatWasSaid() {
    goesOn = true;
    sentences = alreadySaid.size();
  }

  /** An earlier worker may have begun with this while it waited: what is said from now on comes after it. */
  void goOnAfter(Sentence filler) {
    if (sentences == 0 && !alreadySaid.isEmpty() && alreadySaid.get(0).equals(filler.text())) {
      sentences = 1;
    }
  }

  /** Puts a question to which the next utterance is the answer. */
  void ask(List<Sentence> texts) {
    question = String.join(" ", texts.stream().map(Sentence::text).toList());
    say(texts, "thinking");
  }

  /** What was asked, or "". */
  String question() {
    return question;
  }

  /** Says this last, when the answer is done. */
  void sayLast(List<Sentence> texts) {
    last.addAll(texts);
  }

  String language() {
    return language;
  }

  /** The model's first token has come, or the intent is known. Only the first call counts. */
  void begin(String by) {
    if (!begun) {
      begun = true;
      context.metrics().recordMs("mesh.dialogue.first.token.ms", context.clock().nowMs() - openedAtMs);
      progress(AnswerMilestone.FIRST_TOKEN, by);
    }
  }

  void progress(AnswerMilestone milestone, String detail) {
    send(new AnswerProgress(open.ref(), milestone, detail));
  }

  /** Sends sentences; the first one of the answer always has an emotion. */
  void say(List<Sentence> texts) {
    say(texts, "");
  }

  /**
   * Sends sentences.
   *
   * @param emotion of the first of them, where its text shows none; or ""
   */
  void say(List<Sentence> texts, String emotion) {
    String otherwise = emotion;
    for (Sentence sentence : texts) {
      if (!repeats(sentence.text())) {
        say(sentence.text(), sentence.emotion().isEmpty() ? otherwise : sentence.emotion());
      }
      otherwise = "";
    }
  }

  private void say(String text, String shown) {
    String sent = shown.isEmpty() && sentences == 0 ? FIRST_EMOTION : shown;
    if (sentences >= alreadySaid.size()) {
      send(new SentenceReady(open.ref(), sentences, text, Scripts.languageOf(text, language), agent.voice(), sent));
    }
    sentences += ended ? 0 : 1;
  }

  /** Sends a sound, after what is said before it. */
  void play(AudioCue cue, int sentenceCharsMax) {
    say(Wording.sentences(cue.before(), sentenceCharsMax));
    if (sentences >= alreadySaid.size()) {
      send(new SentenceReady(open.ref(), sentences, cue.title(), Scripts.languageOf(cue.title(), language),
          agent.voice(), sentences == 0 ? FIRST_EMOTION : "", cue.reference()));
    }
    sentences += ended ? 0 : 1;
  }

  /** A model that is asked to go on may begin by saying its last words again. */
  private boolean repeats(String text) {
    return goesOn && sentences == alreadySaid.size() && alreadySaid.contains(text);
  }

  void done(boolean endSession, String source) {
    say(List.copyOf(last));
    send(new AnswerDone(open.ref(), Math.max(sentences, alreadySaid.size()), endSession, source));
    end("done");
  }

  void failed(MeshError error, String message) {
    send(new AnswerFailed(open.ref(), error, message));
    end("failed");
  }

  /** The owner does not want it any more. */
  void abandon() {
    end("cancelled");
  }

  private void end(String outcome) {
    if (!ended) {
      ended = true;
      context.metrics().count("mesh.dialogue.turns", "outcome", outcome);
      context.metrics().recordMs("mesh.dialogue.turn.ms", context.clock().nowMs() - openedAtMs);
      onEnd.run();
    }
  }

  private void send(BusMessage message) {
    if (!ended) {
      context.bus().send(open.ownerInbox(), message);
    }
  }
}
