package io.xiaozhimesh.ingress;

import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.UtteranceCancel;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A recogniser that reads the numbers of the packets. */
final class SimAsr extends SimWorker<SimAsr.Utterance> {

  static final class Utterance {
    final UtteranceOpen open;
    final Map<Integer, Payload> pieces = new TreeMap<>();

    Utterance(UtteranceOpen open) {
      this.open = open;
    }
  }

  SimAsr(SimNet net, String inbox) {
    super(net, Role.ASR, inbox);
  }

  @Override
  public BusMessage answer(BusMessage request) {
    UtteranceOpen open = (UtteranceOpen) request;
    hold(open.ref(), open.ownerInbox(), new Utterance(open));
    return new Accepted();
  }

  @Override
  public void receive(BusMessage message) {
    if (message instanceof UtterancePcm pcm) {
      leases.touch(pcm.ref(), net.nowMs()).filter(u -> u.open.utteranceId() == pcm.utteranceId())
          .ifPresent(u -> u.pieces.put(pcm.sequence(), pcm.pcm()));
    } else if (message instanceof UtteranceEnd end) {
      leases.touch(end.ref(), net.nowMs()).filter(u -> u.open.utteranceId() == end.utteranceId())
          .ifPresent(u -> net.later(inbox, 50 + net.random.nextInt(300), () -> finish(u, end.pieces())));
    } else if (message instanceof UtteranceCancel cancel) {
      leases.end(cancel.ref());
    }
  }

  private void finish(Utterance utterance, int pieces) {
    UtteranceOpen open = utterance.open;
    if (leases.touch(open.ref(), net.nowMs()).filter(u -> u == utterance).isEmpty()) {
      return;
    }
    leases.end(open.ref());
    if (utterance.pieces.size() < pieces) {
      tell(open.ownerInbox(), new TranscriptFailed(open.ref(), open.utteranceId(), MeshError.CANCELLED, ""));
      return;
    }
    String text = utterance.pieces.values().stream().filter(SimWords::isVoice)
        .map(p -> String.valueOf(SimWords.number(p))).collect(Collectors.joining(" "));
    tell(open.ownerInbox(), new TranscriptFinal(open.ref(), open.utteranceId(), text, "en", "", "sim", 1));
  }
}
