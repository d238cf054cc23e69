package io.xiaozhimesh.vad;

import io.vertx.core.Future;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ListenCredit;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.vad.internal.AudioTime;
import io.xiaozhimesh.vad.internal.CreditMeter;
import io.xiaozhimesh.vad.internal.Endpoint;
import io.xiaozhimesh.vad.internal.Endpointer;
import io.xiaozhimesh.vad.internal.GapFiller;
import io.xiaozhimesh.vad.internal.SequenceGate;
import io.xiaozhimesh.vad.internal.UtteranceAudio;
import java.util.ArrayList;
import java.util.List;

/**
 * One session's listening stream: takes what the owner sends, has it decoded and scored one order at a time so that its
 * sequence is kept, and tells owner and recogniser what follows. Confined to the stage's context.
 */
final class ListenStream {

  /** Inputs that may wait: more than a window of credit of the shortest usual packets (10 ms). */
  static final int INPUTS_MAX = 256;

  /** While an answer is played nothing may come for long; then a lease lasts so many times longer. */
  private static final int SPEAKING_TTL_FACTOR = 12;

  /** Has the inputs of a stream decoded and scored and comes back with {@link #scored}. */
  @FunctionalInterface
  interface Scoring {

    /** False if it is not possible now. */
    boolean begin(ListenStream stream, List<StreamInput> inputs);
  }

  private final ListenOpen open;
  private final StageContext context;
  private final VadOptions options;
  private final ScoringPool.Ear ear;
  private final Scoring scoring;
  private final SequenceGate gate = new SequenceGate();
  private final UtteranceAudio audio = new UtteranceAudio();
  private final CreditMeter credit;
  private final Endpointer endpointer;
  private final GapFiller gaps;
  private final List<StreamInput> waiting = new ArrayList<>();
  private UtteranceLink utterance;
  private SpeechStarted begun;
  private Future<Void> previousOver = Future.succeededFuture();
  private int nextUtteranceId;
  private boolean speaking;
  private boolean busy;
  private boolean closed;
  private long lastMessageMs;

  /**
   * @param firstUtteranceId 0, or the next free one where a stream of the same identity is replaced, so that a late
   *     cancellation cannot hit an utterance of this stream
   */
  ListenStream(ListenOpen open, int firstUtteranceId, StageContext context, VadOptions options, ScoringPool.Ear ear,
      Scoring scoring) {
    this.open = open;
    nextUtteranceId = firstUtteranceId;
    this.context = context;
    this.options = options;
    this.ear = ear;
    this.scoring = scoring;
    speaking = open.speaking();
    credit = new CreditMeter(options.creditMs());
    endpointer = new Endpointer(options.rules(), open.mode(), speaking);
    lastMessageMs = context.clock().nowMs();
    gaps = new GapFiller(options.stallToleranceMs(), VadVerticle.TICK_MS, lastMessageMs);
  }

  TurnRef ref() {
    return open.ref();
  }

  String ownerInbox() {
    return open.ownerInbox();
  }

  int nextUtteranceId() {
    return nextUtteranceId;
  }

  ScoringPool.Ear ear() {
    return ear;
  }

  void frame(AudioFrame frame) {
    touch();
    gaps.arrived(lastMessageMs);
    if (waiting.size() >= INPUTS_MAX) {
      count("mesh.vad.frame.overflow");
      return;
    }
    int lost = gate.offer(frame.sequence());
    if (lost == SequenceGate.STALE) {
      count("mesh.vad.frame.stale");
    } else {
      if (lost > 0) {
        count("mesh.vad.frame.gap");
      }
      accept(new StreamInput(frame.opus().array(), lost, frame.sequence()));
    }
  }

  void speaking(boolean now) {
    touch();
    speaking = now;
    endpointer.speaking(now);
  }

  void flush() {
    touch();
    boolean known = !waiting.isEmpty() && waiting.get(waiting.size() - 1).isFlush();
    if (!known) {
      accept(StreamInput.FLUSH);
    }
  }

  /** What was begun is done. */
  void scored(ScoredAudio result) {
    busy = false;
    if (closed) {
      ear.decoder().close();
      return;
    }
    for (int i = 0; i < result.damaged(); i++) {
      count("mesh.vad.packet.damaged");
    }
    for (int i = 0; i < result.windows().size(); i++) {
      audio.add(result.windows().get(i));
      endpointer.window(result.probabilities()[i]).ifPresent(this::decided);
      forward();
    }
    result.packets().forEach(p -> credit.processed(p.sequence(), p.durationMs()).ifPresent(this::grant));
    if (result.flushed()) {
      stopped(endpointer.flush());
    }
    next();
  }

  /** Time passes: silence that was not transmitted ends an utterance too. */
  void tick(long nowMs) {
    gaps.look(nowMs);
    next();
    GapFiller.Gap gap = busy ? GapFiller.Gap.NONE : gaps.fill(nowMs);
    if (gap.silenceMs() > 0 && endpointer.awaitsSilence()) {
      endpointer.waited(gap.silenceMs(), gap.realMs()).ifPresent(this::decided);
      forward();
    }
  }

  /** Whether the owner has been silent for longer than its lease, and all that it sent is dealt with. */
  boolean expired(long nowMs) {
    return !busy && waiting.isEmpty() && nowMs - lastMessageMs > (long) options.leaseTtlMs() * (speaking ? SPEAKING_TTL_FACTOR : 1);
  }

  /** Ends the stream; an utterance that is going on is withdrawn. */
  void close() {
    closed = true;
    waiting.clear();
    if (utterance != null) {
      utterance.cancel();
      utterance = null;
    }
    if (!busy) {
      ear.decoder().close();
    }
  }

  private void accept(StreamInput input) {
    waiting.add(input);
    next();
  }

  private void next() {
    if (busy || waiting.isEmpty()) {
      return;
    }
    int flush = waiting.indexOf(StreamInput.FLUSH);
    List<StreamInput> inputs = waiting.subList(0, flush < 0 ? waiting.size() : flush + 1);
    busy = scoring.begin(this, List.copyOf(inputs));
    if (busy) {
      inputs.clear();
    }
  }

  /**
   * While somebody speaks, that he does is said again with the credit: an owner to which it was not told would not keep
   * the sound that the next worker needs.
   */
  private void grant(int upTo) {
    tell(new ListenCredit(ref(), upTo));
    if (begun != null) {
      tell(begun);
    }
  }

  private void decided(Endpoint endpoint) {
    if (endpoint instanceof Endpoint.Started started) {
      started(started);
    } else if (endpoint instanceof Endpoint.Stopped stopped) {
      stopped(stopped);
    }
  }

  private void started(Endpoint.Started started) {
    utterance = new UtteranceLink(context.bus(), context.metrics(), open, nextUtteranceId++);
    begun = new SpeechStarted(ref(), utterance.utteranceId(), AudioTime.ms(started.startSample()));
    tell(begun);
    utterance.openAfter(previousOver, options.utteranceOpenDeadlineMs());
    previousOver = utterance.over();
    count("mesh.vad.speech.started");
  }

  private void stopped(Endpoint.Stopped stopped) {
    begun = null;
    int id = nextUtteranceId;
    UtteranceEndReason reason = stopped.reason();
    if (utterance != null) {
      id = utterance.utteranceId();
      reason = utterance.refused() ? UtteranceEndReason.FAILED : reason;
      utterance.pcm(audio.takeBefore(endpointer.certainUpToSample()));
      utterance.end();
      utterance = null;
    }
    tell(new SpeechStopped(ref(), id, AudioTime.ms(stopped.lastVoicedSample()), stopped.speechMs(),
        stopped.endpointMs(), reason));
    context.metrics().count("mesh.vad.speech.stopped", "reason", reason.name());
    if (reason == UtteranceEndReason.SILENCE) {
      context.metrics().recordMs("mesh.vad.endpoint.ms", stopped.endpointMs());
    }
  }

  private void forward() {
    if (utterance == null) {
      audio.forgetBefore(endpointer.neededFromSample());
    } else {
      utterance.pcm(audio.takeBefore(endpointer.certainUpToSample()));
    }
  }

  private void touch() {
    lastMessageMs = context.clock().nowMs();
  }

  private void tell(BusMessage message) {
    context.bus().send(open.ownerInbox(), message);
  }

  private void count(String name) {
    context.metrics().count(name);
  }
}
