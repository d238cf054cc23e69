package io.xiaozhimesh.ingress.conformance;

import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The tts worker's side of one answer: made-up packets, as fast as the owner's credit allows. */
final class ScriptedSpeech {

  /** Table-of-contents byte of a mono Opus packet with one frame of 60 ms, wideband. */
  static final byte TOC_60_MS_MONO = 0x58;

  private final Consumer<BusMessage> owner;
  private final Deque<BusMessage> pending = new ArrayDeque<>();
  private int credit;
  private int made;
  private int sent;

  ScriptedSpeech(SpeakOpen open, Consumer<BusMessage> owner) {
    this.owner = owner;
    this.credit = open.creditFrames();
  }

  void speak(SpeakSentence sentence, int frames) {
    for (int i = 0; i < frames; i++) {
      pending.add(new SpeechFrame(sentence.ref(), sentence.index(), made,
          packet(sentence.ref().turnId(), sentence.index(), made)));
      made++;
    }
    pending.add(new SentenceSpoken(sentence.ref(), sentence.index(), frames, "scripted"));
    pump();
  }

  void credit(int upToSequence) {
    credit = Math.max(credit, upToSequence);
    pump();
  }

  /** A packet that says where it belongs. */
  static Payload packet(int turn, int sentence, int sequence) {
    return Payload.wrap(new byte[] {TOC_60_MS_MONO, (byte) turn, (byte) sentence, (byte) sequence});
  }

  private void pump() {
    while (!pending.isEmpty() && (sent < credit || pending.peek() instanceof SentenceSpoken)) {
      BusMessage next = pending.poll();
      if (next instanceof SpeechFrame) {
        sent++;
      }
      owner.accept(next);
    }
  }
}
