package io.xiaozhimesh.ingress;

import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AnswerCancel;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import java.util.ArrayList;
import java.util.List;

/** Answers each turn with the same sentences on whichever worker it runs. */
final class SimDialogue extends SimWorker<AnswerOpen> {

  SimDialogue(SimNet net, String inbox) {
    super(net, Role.DIALOGUE, inbox);
  }

  /** What is to be heard in a turn. */
  static List<String> sentences(int turnId) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 1 + turnId * 7 % 4; i++) {
      all.add(turnId + "." + i);
    }
    return all;
  }

  @Override
  public BusMessage answer(BusMessage request) {
    AnswerOpen open = (AnswerOpen) request;
    hold(open.ref(), open.ownerInbox(), open);
    next(open, open.alreadySaid().size());
    return new Accepted();
  }

  @Override
  public void receive(BusMessage message) {
    if (message instanceof AnswerCancel cancel) {
      leases.end(cancel.ref());
    }
  }

  private void next(AnswerOpen open, int index) {
    net.later(inbox, 20 + net.random.nextInt(400), () -> say(open, index));
  }

  private void say(AnswerOpen open, int index) {
    if (leases.touch(open.ref(), net.nowMs()).isEmpty()) {
      return;
    }
    List<String> all = sentences(open.ref().turnId());
    if (index < all.size()) {
      tell(open.ownerInbox(), new SentenceReady(open.ref(), index, all.get(index), "en", "", ""));
      next(open, index + 1);
    } else {
      leases.end(open.ref());
      tell(open.ownerInbox(), new AnswerDone(open.ref(), all.size(), false, "sim"));
    }
  }
}
