package io.xiaozhimesh.ingress;

import io.xiaozhimesh.ingress.internal.Answer;
import io.xiaozhimesh.ingress.internal.Playout;
import io.xiaozhimesh.ingress.internal.SessionEffect;
import io.xiaozhimesh.ingress.internal.TurnTimes;
import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakCredit;
import io.xiaozhimesh.protocol.bus.SpeakEnd;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.device.BinaryFraming;
import io.xiaozhimesh.protocol.device.Downlink;
import io.xiaozhimesh.protocol.device.Emotion;
import io.xiaozhimesh.stage.lease.AnswerJournal;
import io.xiaozhimesh.stage.lease.CreditGrant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * One answer between its workers and the device: the leases, the playout and what is shown beside the sound. Owned by the
 * session, on its context.
 */
final class Speaking implements Playout.Sink {

  /** Credit is renewed after so many packets. */
  private static final int CREDIT_STEP_FRAMES = 8;

  private final SessionServices services;
  private final DeviceSocket socket;
  private final Supplier<BinaryFraming> framing;
  private final boolean emotions;
  private final AnswerLink link;
  private final Playout playout;
  private final AnswerJournal journal = new AnswerJournal();
  private final CreditGrant credit = new CreditGrant(CREDIT_STEP_FRAMES);
  private AnswerOpen asked;
  private String language;
  private String emotionShown = "";
  private long firstAudioMs = TurnTimes.NEVER;
  private boolean preparing;

  Speaking(SessionServices services, DeviceSocket socket, Supplier<BinaryFraming> framing, boolean emotions,
      AnswerLink link) {
    this.services = services;
    this.socket = socket;
    this.framing = framing;
    this.emotions = emotions;
    this.link = link;
    this.playout = new Playout(services.options().playout(), services.nowMs());
    this.language = services.options().language();
  }

  TurnRef ref() {
    return link.ref();
  }

  /** The identity for the present tts worker. */
  TurnRef speakRef() {
    return link.speakRef();
  }

  /** Asks dialogue for the answer and tts to be ready for it. */
  void think(SessionEffect.OpenAnswer open, DeviceTools tools, String agentId) {
    if (!open.language().isEmpty()) {
      language = open.language();
    }
    asked = new AnswerOpen(open.ref(), services.ownerInbox(), tools.deviceId(), agentId, open.kind(), open.text(),
        open.language(), open.emotion(), List.of(), tools.pluginsInbox());
    link.think(asked);
    prepare();
  }

  /** Asks another dialogue worker to go on with the answer. */
  void rethink(TurnRef next) {
    link.think(asked.again(next, journal.alreadySaid()));
  }

  /** Asks another tts worker for what has not come. */
  void respeak(TurnRef next) {
    playout.restarted(services.nowMs());
    List<SpeakSentence> rest = journal.restart(next);
    link.prepareToSpeak(speakOpen(next));
    rest.forEach(link::speak);
    if (journal.isEnded()) {
      link.speak(new SpeakEnd(next, journal.sentences()));
    }
  }

  /** Nothing more is expected of the dialogue worker of this identity. */
  void thought(TurnRef by) {
    link.thought(by);
  }

  void say(SessionEffect.Speak speak) {
    say(new SpeakSentence(speakRef(), speak.index(), speak.text(), speak.language(), speak.voice(), 0,
        speak.audio()), speak.emotion());
  }

  /** Says one of the owner's own sentences, and nothing after it. */
  void say(SessionEffect.SpeakPrompt prompt) {
    String text = services.options().prompt(prompt.prompt().name().toLowerCase(Locale.ROOT), language);
    prepare();
    say(new SpeakSentence(speakRef(), 0, text, language, "", 0), "");
    end(1);
  }

  private void say(SpeakSentence sentence, String emotion) {
    playout.sentence(sentence.text(), emotion, services.nowMs());
    journal.sentence(sentence);
    link.speak(sentence);
  }

  void end(int sentences) {
    playout.end(sentences, services.nowMs());
    journal.ended();
    link.speak(new SpeakEnd(speakRef(), sentences));
    watchTheEnd();
  }

  /** Takes a packet; false when one before it is missing. */
  boolean frame(SpeechFrame frame) {
    AnswerJournal.Arrival arrival = journal.frame(frame);
    if (arrival == AnswerJournal.Arrival.NEXT) {
      play(frame);
    }
    return arrival != AnswerJournal.Arrival.GAP;
  }

  private void play(SpeechFrame frame) {
    if (firstAudioMs == TurnTimes.NEVER) {
      firstAudioMs = services.nowMs();
    }
    if (!playout.frame(frame.sentenceIndex(), frame.opus(), services.nowMs())) {
      services.count("mesh.ingress.downlink.overflow");
    }
  }

  /** The sentence has come; false when packets of it are missing. */
  boolean spoken(SentenceSpoken spoken) {
    return ended(spoken.index(), journal.spoken(spoken));
  }

  /** The sentence cannot be spoken; false when there is no such sentence. */
  boolean unspeakable(int index) {
    return ended(index, journal.unspeakable(index));
  }

  private boolean ended(int index, AnswerJournal.Arrival arrival) {
    if (arrival == AnswerJournal.Arrival.NEXT) {
      playout.sentenceEnded(index, services.nowMs());
      watchTheEnd();
    }
    return arrival != AnswerJournal.Arrival.GAP;
  }

  private void watchTheEnd() {
    if (journal.isComplete()) {
      link.spoken();
    }
  }

  Playout.Outcome advance(long nowMs) {
    Playout.Outcome outcome = playout.advance(nowMs, this);
    credit.allow(playout.creditUpTo()).ifPresent(upTo -> link.speak(new SpeakCredit(speakRef(), upTo)));
    return outcome;
  }

  long dueMs() {
    return playout.dueMs();
  }

  int framesSent() {
    return playout.framesSent();
  }

  void cancel() {
    link.cancel();
  }

  /** Tells dialogue what was heard and everybody how long the turn took. */
  void report(Answer answer, String outcome, String deviceId) {
    boolean complete = outcome.equals("played");
    link.over();
    link.heard(deviceId, playout.heard(complete ? Long.MAX_VALUE : services.nowMs()), !complete);
    TurnTimes t = answer.times();
    services.publish(Addresses.TURNS, new TurnEnded(ref(), complete, outcome,
        TurnTimes.between(t.speechEndMs(), t.endpointMs()),
        TurnTimes.between(t.endpointMs(), t.transcriptMs()),
        TurnTimes.between(t.transcriptMs(), t.firstTokenMs()),
        TurnTimes.between(t.firstTokenMs(), t.firstSentenceMs()),
        TurnTimes.between(t.firstSentenceMs(), firstAudioMs),
        TurnTimes.between(firstAudioMs, t.firstFrameMs()),
        playout.framesSent(), playout.framesLate(), answer.source(), answer.tools()));
    services.count("mesh.ingress.turn", "outcome", outcome);
  }

  @Override
  public void sentence(String text, String emotion) {
    if (emotions && !emotion.isEmpty() && !emotion.equals(emotionShown)) {
      Emotion.of(emotion).ifPresent(e -> socket.sendText(Downlink.llm(socket.sessionId(), e)));
      emotionShown = emotion;
    }
    socket.sendText(Downlink.ttsSentenceStart(socket.sessionId(), text));
  }

  @Override
  public void frame(Payload opus) {
    if (!socket.sendBinary(framing.get().wrap(opus.array(), services.nowMs()))) {
      services.count("mesh.ingress.downlink.refused");
    }
  }

  private void prepare() {
    if (!preparing) {
      preparing = true;
      link.prepareToSpeak(speakOpen(ref()));
    }
  }

  private SpeakOpen speakOpen(TurnRef as) {
    int upTo = credit.begin(journal.framesReceived(), playout.creditUpTo());
    return new SpeakOpen(as, services.ownerInbox(), services.options().downlink(), upTo);
  }
}
