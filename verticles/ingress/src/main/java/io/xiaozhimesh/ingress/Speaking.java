package io.xiaozhimesh.ingress;

import io.xiaozhimesh.ingress.internal.Answer;
import io.xiaozhimesh.ingress.internal.Playout;
import io.xiaozhimesh.ingress.internal.SessionEffect;
import io.xiaozhimesh.ingress.internal.TurnTimes;
import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
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
import java.util.Locale;
import java.util.function.BiConsumer;
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
  private final BiConsumer<Role, MeshException> refused;
  private String language;
  private String emotionShown = "";
  private long firstAudioMs = TurnTimes.NEVER;
  private int creditGiven;
  private boolean preparing;

  Speaking(SessionServices services, DeviceSocket socket, Supplier<BinaryFraming> framing, boolean emotions,
      AnswerLink link, BiConsumer<Role, MeshException> refused) {
    this.services = services;
    this.socket = socket;
    this.framing = framing;
    this.emotions = emotions;
    this.link = link;
    this.refused = refused;
    this.playout = new Playout(services.options().playout(), services.nowMs());
    this.language = services.options().language();
  }

  TurnRef ref() {
    return link.ref();
  }

  /** Asks dialogue for the answer and tts to be ready for it. */
  void think(SessionEffect.OpenAnswer open, String deviceId, String agentId) {
    if (!open.language().isEmpty()) {
      language = open.language();
    }
    link.think(new AnswerOpen(open.ref(), services.ownerInbox(), deviceId, agentId, open.kind(), open.text(),
        open.language(), open.emotion()), refused);
    prepare();
  }

  void say(SessionEffect.Speak speak) {
    playout.sentence(speak.text(), speak.emotion(), services.nowMs());
    link.speak(new SpeakSentence(speak.ref(), speak.index(), speak.text(), speak.language(), speak.voice()));
  }

  /** Says one of the owner's own sentences, and nothing after it. */
  void say(SessionEffect.SpeakPrompt prompt) {
    String text = services.options().prompt(prompt.prompt().name().toLowerCase(Locale.ROOT), language);
    prepare();
    playout.sentence(text, "", services.nowMs());
    link.speak(new SpeakSentence(prompt.ref(), 0, text, language, ""));
    end(1);
  }

  void end(int sentences) {
    playout.end(sentences, services.nowMs());
    link.speak(new SpeakEnd(ref(), sentences));
  }

  void frame(SpeechFrame frame) {
    if (firstAudioMs == TurnTimes.NEVER) {
      firstAudioMs = services.nowMs();
    }
    if (!playout.frame(frame.sentenceIndex(), frame.opus(), services.nowMs())) {
      services.count("mesh.ingress.downlink.overflow");
    }
  }

  void sentenceEnded(int index) {
    playout.sentenceEnded(index, services.nowMs());
  }

  Playout.Outcome advance(long nowMs) {
    Playout.Outcome outcome = playout.advance(nowMs, this);
    if (playout.creditUpTo() - creditGiven >= CREDIT_STEP_FRAMES) {
      creditGiven = playout.creditUpTo();
      link.speak(new SpeakCredit(ref(), creditGiven));
    }
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
    link.heard(deviceId, playout.heard(complete ? Long.MAX_VALUE : services.nowMs()), !complete);
    TurnTimes t = answer.times();
    services.context().bus().publish(Addresses.TURNS, new TurnEnded(ref(), complete, outcome,
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
      creditGiven = playout.creditUpTo();
      link.prepareToSpeak(
          new SpeakOpen(ref(), services.ownerInbox(), services.options().downlink(), creditGiven), refused);
    }
  }
}
