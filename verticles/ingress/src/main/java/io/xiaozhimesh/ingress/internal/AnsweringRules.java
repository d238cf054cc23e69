package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.ingress.internal.SessionEvent.Aborted;
import io.xiaozhimesh.ingress.internal.SessionEvent.LeaseRefused;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutBegan;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutEnded;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutStalled;
import io.xiaozhimesh.ingress.internal.SessionEvent.SayUnasked;
import io.xiaozhimesh.ingress.internal.SessionEvent.TextReceived;
import io.xiaozhimesh.ingress.internal.SessionEvent.Tick;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerFailed;
import io.xiaozhimesh.protocol.bus.AnswerProgress;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayList;
import java.util.List;

/** The rules for the mesh's half of a turn: from the words to the end of the answer's sound. */
final class AnsweringRules {

  private final TurnRules rules;
  private final ListeningRules listening;

  AnsweringRules(TurnRules rules, ListeningRules listening) {
    this.rules = rules;
    this.listening = listening;
  }

  Step transcript(SessionState s, TranscriptFinal e, long nowMs) {
    if (!s.listensTo(e.ref())) {
      return Step.to(s);
    }
    if (e.text().isBlank()) {
      return s.phase() == Phase.RECOGNISING ? listening.nothingHeard(s, nowMs) : Step.to(s);
    }
    Step heard = s.mode() == ListenMode.REALTIME
        ? Step.to(s)
        : new Step(s.withoutListening(), ListeningRules.closing(s));
    return heard.and(new SessionEffect.ShowTranscript(e.text()), new SessionEffect.StartSpeaking())
        .then(answer(heard.state(), TurnInputKind.SPEECH, e.text(), e.language(), e.emotion(), nowMs));
  }

  /** In realtime mode further words overtake the answer to the earlier ones. */
  Step transcriptWhileAnswering(SessionState s, TranscriptFinal e, long nowMs) {
    if (s.mode() != ListenMode.REALTIME || !s.listensTo(e.ref()) || e.text().isBlank()) {
      return Step.to(s);
    }
    TurnTimes utterance = s.utterance();
    Step stopped = stop(s, "interrupted").and(new SessionEffect.StopSpeaking());
    return stopped.then(transcript(stopped.state().withUtterance(utterance), e, nowMs));
  }

  Step transcriptFailed(SessionState s, TranscriptFailed e, long nowMs) {
    return s.listensTo(e.ref())
        ? prompt(s, e.error() == MeshError.OVERLOADED ? Prompt.BUSY : Prompt.SAY_AGAIN, false, nowMs)
        : Step.to(s);
  }

  /** Nobody can listen: said once, then the session ends, for the device would only ask again at once. */
  Step listenRefused(SessionState s, LeaseRefused e, long nowMs) {
    return s.listensTo(e.ref()) ? prompt(s, Prompt.BUSY, true, nowMs) : Step.to(s);
  }

  /** Text that came while no answer is on its way. */
  Step text(SessionState s, TextReceived e, long nowMs) {
    boolean wake = e.wakeWord() && rules.isWakeWord(e.text());
    if (e.text().isBlank() || wake && !rules.greeting()) {
      return Step.to(s);
    }
    Step heard = s.mode() == ListenMode.REALTIME
        ? Step.to(s)
        : new Step(s.withoutListening(), ListeningRules.closing(s));
    TurnInputKind kind = wake ? TurnInputKind.GREETING : TurnInputKind.TEXT;
    return heard.and(new SessionEffect.ShowTranscript(e.text()), new SessionEffect.StartSpeaking())
        .then(answer(heard.state().withUtterance(TurnTimes.NONE), kind, e.text(), "", "", nowMs));
  }

  /** Text overtakes the answer that is on its way. */
  Step textWhileAnswering(SessionState s, TextReceived e, long nowMs) {
    if (e.text().isBlank() || e.wakeWord() && rules.isWakeWord(e.text()) && !rules.greeting()) {
      return Step.to(s);
    }
    Step stopped = stop(s, "interrupted").and(new SessionEffect.StopSpeaking());
    return stopped.then(text(stopped.state(), e, nowMs));
  }

  Step progress(SessionState s, AnswerProgress e, long nowMs) {
    if (!s.thinks(e.ref())) {
      return Step.to(s);
    }
    Answer a = s.answer().orElseThrow();
    return Step.to(s.withAnswer(switch (e.milestone()) {
      case FIRST_TOKEN -> a.withTimes(a.times().firstToken(nowMs));
      case TOOL_STARTED -> a.withTool(e.detail());
      case TOOL_ENDED -> a;
    }).until(Math.max(s.deadlineMs(), nowMs + rules.answerDeadlineMs())));
  }

  Step sentence(SessionState s, SentenceReady e, long nowMs) {
    if (!s.thinks(e.ref())) {
      return Step.to(s);
    }
    Answer a = s.answer().orElseThrow();
    if (a.done() || e.index() != a.sentences()) {
      return Step.to(s, new SessionEffect.Count("sentence.out_of_order"));
    }
    Answer next = a.withSentence(!e.audio().isEmpty()).withTimes(a.times().firstToken(nowMs).firstSentence(nowMs));
    return Step.to(s.withAnswer(next).until(nowMs + rules.answerDeadlineMs()),
        new SessionEffect.Speak(a.ref(), e.index(), e.text(), e.language(), e.voice(), e.emotion(), e.audio()));
  }

  Step done(SessionState s, AnswerDone e, long nowMs) {
    if (!s.thinks(e.ref()) || s.answer().orElseThrow().done()) {
      return Step.to(s);
    }
    Answer a = s.answer().orElseThrow().withDone(e.endSession(), e.source());
    return Step.to(s.withAnswer(a).until(Long.MAX_VALUE), new SessionEffect.EndSpeech(a.ref(), a.sentences()));
  }

  Step failed(SessionState s, AnswerFailed e, long nowMs) {
    return s.thinks(e.ref()) ? breakOff(s, Prompt.EXCUSE, nowMs) : Step.to(s);
  }

  Step refused(SessionState s, LeaseRefused e, long nowMs) {
    if (s.listensTo(e.ref())) {
      return new Step(s.withoutListening(), ListeningRules.closing(s));
    } else if (e.role() == Role.TTS) {
      return s.speaks(e.ref()) ? unspeakable(s, nowMs) : Step.to(s);
    } else if (!s.thinks(e.ref())) {
      return Step.to(s);
    }
    return breakOff(s, e.error() == MeshError.OVERLOADED ? Prompt.BUSY : Prompt.EXCUSE, nowMs);
  }

  /**
   * Dialogue has been silent for too long, or it failed: what was said stays, an excuse only where nothing was, and none to
   * somebody who has not asked.
   */
  Step breakOff(SessionState s, Prompt prompt, long nowMs) {
    Answer a = s.answer().orElseThrow();
    if (a.done()) {
      return Step.to(s);
    } else if (a.kind().unasked()) {
      return unspeakable(s, nowMs);
    }
    Answer broken = a.withDone(false, "broken");
    SessionState next = s.withAnswer(a.sentences() == 0 ? broken.withSentence() : broken).until(Long.MAX_VALUE);
    SessionEffect rest = a.sentences() == 0
        ? new SessionEffect.SpeakPrompt(a.ref(), prompt)
        : new SessionEffect.EndSpeech(a.ref(), a.sentences());
    return Step.to(next, rest);
  }

  Step late(SessionState s, Tick e, long nowMs) {
    return breakOff(s, Prompt.EXCUSE, nowMs).and(new SessionEffect.Count("answer.late"));
  }

  Step playoutBegan(SessionState s, PlayoutBegan e, long nowMs) {
    if (!s.answers(e.ref())) {
      return Step.to(s);
    }
    Answer a = s.answer().orElseThrow();
    List<SessionEffect> mark = new ArrayList<>();
    s.listening().ifPresent(ref -> mark.add(new SessionEffect.MarkSpeaking(ref, true)));
    return new Step(s.withAnswer(a.withTimes(a.times().firstFrame(nowMs))).in(Phase.SPEAKING, s.deadlineMs()), mark);
  }

  Step playoutEnded(SessionState s, PlayoutEnded e, long nowMs) {
    if (!s.answers(e.ref())) {
      return Step.to(s);
    }
    Answer a = s.answer().orElseThrow();
    String outcome = a.source().equals("broken") ? "failed" : "played";
    return over(Step.to(s.withoutAnswer(), new SessionEffect.TurnOver(a, outcome)), nowMs, a.endSession());
  }

  /** The sound stopped coming: what was heard was heard, the turn ends. */
  Step stalled(SessionState s, PlayoutStalled e, long nowMs) {
    return s.answers(e.ref()) ? unspeakable(s, nowMs) : Step.to(s);
  }

  /** The answer cannot be spoken any further. A farewell that cannot be heard is one all the same. */
  Step unspeakable(SessionState s, long nowMs) {
    return over(stop(s, "failed"), nowMs, s.answer().orElseThrow().endSession());
  }

  Step abort(SessionState s, Aborted e, long nowMs) {
    return over(stop(s, "aborted"), nowMs);
  }

  /** In realtime mode a voice ends the answer; in the other modes these are leftovers of the microphone. */
  Step bargeIn(SessionState s, SpeechStarted e, long nowMs) {
    return s.mode() == ListenMode.REALTIME && s.listensTo(e.ref())
        ? over(stop(s, "interrupted"), nowMs)
        : Step.to(s);
  }

  /**
   * Words that nobody has asked for, in a quiet moment: the device takes "tts start" while it is idle or listens, and
   * afterwards listens or is idle as after any answer.
   */
  Step sayUnasked(SessionState s, SayUnasked e, long nowMs) {
    Step quiet = s.mode() == ListenMode.REALTIME
        ? Step.to(s)
        : new Step(s.withoutListening(), ListeningRules.closing(s));
    return quiet.and(new SessionEffect.StartSpeaking())
        .then(answer(quiet.state().withUtterance(TurnTimes.NONE), e.kind(), e.text(), e.language(), "", nowMs));
  }

  /** The same while music plays, which it ends. */
  Step sayOverMusic(SessionState s, SayUnasked e, long nowMs) {
    Step stopped = stop(s, "interrupted").and(new SessionEffect.StopSpeaking());
    return stopped.then(sayUnasked(stopped.state(), e, nowMs));
  }

  /** Nobody has said anything for long. */
  Step idle(SessionState s, Tick e, long nowMs) {
    if (s.draining()) {
      return close(s, 1001, "going down");
    } else if (!rules.farewell()) {
      return close(s, 1000, "idle");
    }
    SessionState quiet = s.withoutListening().withUtterance(TurnTimes.NONE);
    Step farewell = answer(quiet, TurnInputKind.FAREWELL, "", "", "", nowMs);
    return new Step(farewell.state(), ListeningRules.closing(s))
        .and(new SessionEffect.StartSpeaking()).and(farewell.effects());
  }

  Step close(SessionState s, int code, String reason) {
    return gone(s).and(new SessionEffect.Close(code, reason));
  }

  /** The socket has closed: nothing more is wanted from any worker. */
  Step gone(SessionState s) {
    Step stopped = s.answer().isPresent() ? stop(s, "closed") : Step.to(s);
    return new Step(stopped.state().withoutListening().in(Phase.CLOSED, Long.MAX_VALUE), stopped.effects())
        .and(ListeningRules.closing(s));
  }

  private Step answer(SessionState s, TurnInputKind kind, String text, String language, String emotion, long nowMs) {
    TurnRef ref = s.nextAnswer();
    boolean last = kind == TurnInputKind.FAREWELL;
    SessionState next = s.withAnswer(Answer.opened(ref, kind, last, s.utterance().transcript(nowMs)))
        .in(Phase.ANSWERING, nowMs + rules.answerDeadlineMs());
    return Step.to(next, new SessionEffect.OpenAnswer(ref, kind, text, language, emotion));
  }

  /** Says one of the owner's own sentences in place of an answer; after the last one the session ends. */
  Step prompt(SessionState s, Prompt prompt, boolean last, long nowMs) {
    TurnRef ref = s.nextAnswer();
    Answer a = Answer.opened(ref, TurnInputKind.SPEECH, last, s.utterance().transcript(nowMs))
        .withSentence().withDone(false, "broken");
    SessionState next = s.withoutListening().withAnswer(a).in(Phase.ANSWERING, Long.MAX_VALUE);
    return new Step(next, ListeningRules.closing(s))
        .and(new SessionEffect.StartSpeaking(), new SessionEffect.SpeakPrompt(ref, prompt));
  }

  /** Withdraws the answer in hand. */
  private static Step stop(SessionState s, String outcome) {
    Answer a = s.answer().orElseThrow();
    SessionState next = s.withoutAnswer();
    return Step.to(next, new SessionEffect.CancelAnswer(a.ref()), new SessionEffect.TurnOver(a, outcome));
  }

  private Step over(Step stopped, long nowMs) {
    return over(stopped, nowMs, false);
  }

  private Step over(Step stopped, long nowMs, boolean endSession) {
    Step silent = stopped.and(new SessionEffect.StopSpeaking());
    SessionState s = silent.state();
    if (endSession || s.draining()) {
      return silent.then(close(s, s.draining() ? 1001 : 1000, s.draining() ? "going down" : "goodbye"));
    }
    return silent.then(listening.resume(s, nowMs));
  }
}
