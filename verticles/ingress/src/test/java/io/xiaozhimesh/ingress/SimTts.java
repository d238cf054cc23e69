package io.xiaozhimesh.ingress;

import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakCancel;
import io.xiaozhimesh.protocol.bus.SpeakCredit;
import io.xiaozhimesh.protocol.bus.SpeakEnd;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.stage.lease.CreditWindow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Speaks a sentence as packets that say which sentence and which packet of it they are. */
final class SimTts extends SimWorker<SimTts.Answer> {

  static final class Answer {
    final SpeakOpen open;
    final CreditWindow window = new CreditWindow();
    final Deque<SpeakSentence> sentences = new ArrayDeque<>();
    int lastIndex = -1;
    int at;
    int sent;
    boolean begun;
    boolean ended;
    boolean busy;

    Answer(SpeakOpen open) {
      this.open = open;
      window.grant(open.creditFrames());
    }
  }

  SimTts(SimNet net, String inbox) {
    super(net, Role.TTS, inbox);
  }

  /** The packets of a sentence "turn.index"; what ingress says by itself is one strange packet. */
  static List<Payload> sound(String text) {
    if (!text.matches("\\d+\\.\\d+")) {
      return List.of(SimWords.packet(-2));
    }
    String[] parts = text.split("\\.");
    int sentence = Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]);
    List<Payload> packets = new ArrayList<>();
    for (int i = 0; i < 4 + sentence * 31 % 60; i++) {
      packets.add(SimWords.packet(sentence * 1_000 + i));
    }
    return packets;
  }

  @Override
  public BusMessage answer(BusMessage request) {
    SpeakOpen open = (SpeakOpen) request;
    hold(open.ref(), open.ownerInbox(), new Answer(open));
    return new Accepted();
  }

  @Override
  public void receive(BusMessage message) {
    if (message instanceof SpeakSentence say) {
      leases.touch(say.ref(), net.nowMs()).filter(a -> say.index() > a.lastIndex).ifPresent(a -> {
        a.lastIndex = say.index();
        a.sentences.add(say);
        go(a);
      });
    } else if (message instanceof SpeakCredit credit) {
      leases.touch(credit.ref(), net.nowMs()).ifPresent(a -> {
        a.window.grant(credit.upToSequence());
        go(a);
      });
    } else if (message instanceof SpeakEnd end) {
      leases.touch(end.ref(), net.nowMs()).ifPresent(a -> {
        a.ended = true;
        go(a);
      });
    } else if (message instanceof SpeakCancel cancel) {
      leases.end(cancel.ref());
    }
  }

  private void go(Answer answer) {
    if (!answer.busy) {
      answer.busy = true;
      net.later(inbox, 1 + net.random.nextInt(40), () -> step(answer));
    }
  }

  private void step(Answer answer) {
    answer.busy = false;
    if (leases.touch(answer.open.ref(), net.nowMs()).filter(a -> a == answer).isEmpty()) {
      return;
    }
    SpeakSentence saying = answer.sentences.peek();
    if (saying == null) {
      if (answer.ended) {
        leases.end(answer.open.ref());
      }
      return;
    }
    List<Payload> sound = sound(saying.text());
    if (!answer.begun) {
      answer.begun = true;
      answer.at = saying.skipFrames();
      answer.sent = 0;
    }
    while (answer.at < sound.size() && answer.window.isOpen() && net.random.nextInt(4) > 0) {
      tell(answer.open.ownerInbox(), new SpeechFrame(
          answer.open.ref(), saying.index(), answer.window.take(), sound.get(answer.at++)));
      answer.sent++;
    }
    if (answer.at >= sound.size()) {
      tell(answer.open.ownerInbox(), new SentenceSpoken(answer.open.ref(), saying.index(), answer.sent, "sim"));
      answer.sentences.poll();
      answer.begun = false;
    }
    if (answer.at >= sound.size() || answer.window.isOpen()) {
      go(answer);
    }
  }
}
