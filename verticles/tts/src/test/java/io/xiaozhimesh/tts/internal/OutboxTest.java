package io.xiaozhimesh.tts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.Payload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final Payload OPUS = Payload.wrap(new byte[] {1});

  private static List<Payload> frames(int n) {
    return Collections.nCopies(n, OPUS);
  }

  private static List<Outbox.Item> pollAll(Outbox outbox) {
    List<Outbox.Item> items = new ArrayList<>();
    for (Optional<Outbox.Item> i = outbox.poll(); i.isPresent(); i = outbox.poll()) {
      items.add(i.get());
    }
    return items;
  }

  @Test
  void frames_beyondTheCredit_wait() {
    Outbox outbox = new Outbox(2);
    outbox.add(0, frames(5));

    assertThat(pollAll(outbox)).containsExactly(new Outbox.Frame(0, 0, OPUS), new Outbox.Frame(0, 1, OPUS));
    assertThat(outbox.waitingFrames()).isEqualTo(3);
    outbox.grant(4);
    assertThat(pollAll(outbox)).hasSize(2);
    assertThat(outbox.waitingFrames()).isEqualTo(1);
  }

  @Test
  void olderCredit_neverTakesBackNewer() {
    Outbox outbox = new Outbox(1);
    outbox.grant(3);
    outbox.grant(2);
    outbox.add(0, frames(5));

    assertThat(pollAll(outbox)).hasSize(3);
  }

  @Test
  void endOfSentence_comesAfterItsLastFrame_withTheirNumber() {
    Outbox outbox = new Outbox(2);
    outbox.add(0, frames(3));
    outbox.end(0, "a", null);

    assertThat(pollAll(outbox)).hasSize(2);
    outbox.grant(3);
    assertThat(pollAll(outbox)).containsExactly(new Outbox.Frame(0, 2, OPUS), new Outbox.End(0, 3, "a", null));
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void endOfAnEmptySentence_needsNoCredit() {
    Outbox outbox = new Outbox(1);
    outbox.add(0, frames(1));
    outbox.end(0, "a", null);
    outbox.end(1, "", null);

    assertThat(pollAll(outbox)).containsExactly(new Outbox.Frame(0, 0, OPUS), new Outbox.End(0, 1, "a", null),
        new Outbox.End(1, 0, "", null));
  }

  @Test
  void severalSentences_areNumberedThrough() {
    Outbox outbox = new Outbox(100);
    outbox.add(0, frames(2));
    outbox.end(0, "a", null);
    outbox.add(1, frames(1));
    outbox.add(1, frames(1));
    outbox.end(1, "b", null);

    assertThat(pollAll(outbox)).containsExactly(new Outbox.Frame(0, 0, OPUS), new Outbox.Frame(0, 1, OPUS),
        new Outbox.End(0, 2, "a", null), new Outbox.Frame(1, 2, OPUS), new Outbox.Frame(1, 3, OPUS),
        new Outbox.End(1, 2, "b", null));
  }
}
