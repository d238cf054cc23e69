package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.ingress.internal.SessionEvent.Aborted;
import io.xiaozhimesh.ingress.internal.SessionEvent.Draining;
import io.xiaozhimesh.ingress.internal.SessionEvent.HelloReceived;
import io.xiaozhimesh.ingress.internal.SessionEvent.LeaseRefused;
import io.xiaozhimesh.ingress.internal.SessionEvent.ListenStarted;
import io.xiaozhimesh.ingress.internal.SessionEvent.ListenStopped;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutBegan;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutEnded;
import io.xiaozhimesh.ingress.internal.SessionEvent.PlayoutStalled;
import io.xiaozhimesh.ingress.internal.SessionEvent.SayUnasked;
import io.xiaozhimesh.ingress.internal.SessionEvent.SocketClosed;
import io.xiaozhimesh.ingress.internal.SessionEvent.TextReceived;
import io.xiaozhimesh.ingress.internal.SessionEvent.Tick;
import io.xiaozhimesh.ingress.internal.SessionEvent.WorkerLeaving;
import io.xiaozhimesh.ingress.internal.SessionEvent.WorkerLost;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerFailed;
import io.xiaozhimesh.protocol.bus.AnswerProgress;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The conversation with one device as a table: in this phase, on this event, this rule. An event is a
 * {@link SessionEvent} or a message from a worker; what the table does not name is ignored and counted. A worker's
 * message whose identity is not the stream or answer in hand is stale and changes nothing.
 *
 * <p>Pure and stateless: one instance serves all sessions.
 */
public final class SessionMachine {

  /** What to do on an event of this type. */
  @FunctionalInterface
  interface Rule<E> {
    Step apply(SessionState state, E event, long nowMs);
  }

  private final Map<Phase, Map<Class<?>, Rule<Object>>> table = new EnumMap<>(Phase.class);

  /** A machine that follows these rules. */
  public SessionMachine(TurnRules rules) {
    ListeningRules listening = new ListeningRules(rules);
    AnsweringRules answering = new AnsweringRules(rules, listening);
    for (Phase phase : Phase.values()) {
      table.put(phase, new HashMap<>());
    }
    FailoverRules failover = new FailoverRules(rules, listening, answering);
    fillDevice(rules, listening, answering);
    fillListening(listening, answering, failover);
    fillAnswering(listening, answering, failover);
    fillClosing(answering);
  }

  /** What the event leads to at this time. */
  public Step step(SessionState state, Object event, long nowMs) {
    Rule<Object> rule = table.get(state.phase()).get(event.getClass());
    return rule == null
        ? Step.to(state, new SessionEffect.Count(state.phase() + "." + event.getClass().getSimpleName()))
        : rule.apply(state, event, nowMs);
  }

  private void fillDevice(TurnRules rules, ListeningRules listening, AnsweringRules answering) {
    on(Phase.NEW, HelloReceived.class, (s, e, now) ->
        Step.to(s.in(Phase.IDLE, now + rules.idleTimeoutMs()), new SessionEffect.Greet()));
    on(Phase.NEW, Tick.class, (s, e, now) -> answering.close(s, 1008, "no hello"));
    for (Phase phase : new Phase[] {Phase.IDLE, Phase.LISTENING, Phase.RECOGNISING}) {
      on(phase, ListenStarted.class, listening::start);
      on(phase, TextReceived.class, answering::text);
    }
    for (Phase phase : new Phase[] {Phase.IDLE, Phase.LISTENING}) {
      on(phase, Draining.class, listening::drain);
    }
    for (Phase phase : new Phase[] {Phase.NEW, Phase.RECOGNISING, Phase.ANSWERING, Phase.SPEAKING}) {
      on(phase, Draining.class, (s, e, now) -> Step.to(s.withDraining()));
    }
    for (Phase phase : new Phase[] {Phase.LISTENING, Phase.ANSWERING, Phase.SPEAKING}) {
      on(phase, WorkerLeaving.class, listening::move);
    }
    on(Phase.RECOGNISING, WorkerLeaving.class, (s, e, now) -> Step.to(s));
    for (Phase phase : new Phase[] {Phase.ANSWERING, Phase.SPEAKING}) {
      on(phase, ListenStarted.class, listening::startWhileAnswering);
      on(phase, TextReceived.class, answering::textWhileAnswering);
      on(phase, Aborted.class, answering::abort);
    }
    for (Phase phase : new Phase[] {Phase.IDLE, Phase.LISTENING, Phase.RECOGNISING, Phase.ANSWERING, Phase.SPEAKING}) {
      on(phase, HelloReceived.class, (s, e, now) -> Step.to(s, new SessionEffect.Greet()));
    }
    on(Phase.IDLE, Aborted.class, (s, e, now) -> Step.to(s, new SessionEffect.StopSpeaking()));
    on(Phase.LISTENING, Aborted.class, (s, e, now) -> Step.to(s, new SessionEffect.StopSpeaking()));
    on(Phase.RECOGNISING, Aborted.class, listening::abort);
    on(Phase.IDLE, SayUnasked.class, answering::sayUnasked);
    on(Phase.LISTENING, SayUnasked.class, answering::sayUnasked);
    on(Phase.SPEAKING, SayUnasked.class, answering::sayOverMusic);
    on(Phase.IDLE, Tick.class, answering::idle);
    on(Phase.LISTENING, Tick.class, answering::idle);
  }

  private void fillListening(ListeningRules listening, AnsweringRules answering, FailoverRules failover) {
    on(Phase.LISTENING, ListenStopped.class, listening::flush);
    on(Phase.LISTENING, SpeechStarted.class, listening::speechStarted);
    on(Phase.RECOGNISING, SpeechStarted.class, listening::speechStarted);
    for (Phase phase : new Phase[] {Phase.LISTENING, Phase.RECOGNISING}) {
      on(phase, SpeechStopped.class, listening::speechStopped);
      on(phase, TranscriptFinal.class, answering::transcript);
      on(phase, TranscriptFailed.class, failover::transcriptFailed);
      on(phase, LeaseRefused.class, failover::refused);
      on(phase, WorkerLost.class, failover::lost);
    }
    on(Phase.RECOGNISING, Tick.class, failover::recognitionLate);
  }

  private void fillAnswering(ListeningRules listening, AnsweringRules answering, FailoverRules failover) {
    for (Phase phase : new Phase[] {Phase.ANSWERING, Phase.SPEAKING}) {
      on(phase, AnswerProgress.class, answering::progress);
      on(phase, SentenceReady.class, failover::sentence);
      on(phase, AnswerDone.class, failover::done);
      on(phase, AnswerFailed.class, answering::failed);
      on(phase, LeaseRefused.class, failover::refused);
      on(phase, PlayoutEnded.class, answering::playoutEnded);
      on(phase, PlayoutStalled.class, failover::stalled);
      on(phase, SpeechStarted.class, answering::bargeIn);
      on(phase, TranscriptFinal.class, answering::transcriptWhileAnswering);
      on(phase, TranscriptFailed.class, failover::transcriptFailed);
      on(phase, WorkerLost.class, failover::lost);
      on(phase, SpeechStopped.class, listening::speechStoppedWhileAnswering);
    }
    on(Phase.ANSWERING, PlayoutBegan.class, answering::playoutBegan);
    on(Phase.ANSWERING, Tick.class, answering::late);
    on(Phase.SPEAKING, Tick.class, answering::late);
  }

  private void fillClosing(AnsweringRules answering) {
    for (Phase phase : Phase.values()) {
      if (phase != Phase.CLOSED) {
        on(phase, SocketClosed.class, (s, e, now) -> answering.gone(s));
      }
    }
  }

  private <E> void on(Phase phase, Class<E> type, Rule<E> rule) {
    table.get(phase).put(type, (state, event, nowMs) -> rule.apply(state, type.cast(event), nowMs));
  }
}
