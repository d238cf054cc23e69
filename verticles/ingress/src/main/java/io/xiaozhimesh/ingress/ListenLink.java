package io.xiaozhimesh.ingress;

import io.xiaozhimesh.ingress.internal.UtteranceFilter;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ListenClose;
import io.xiaozhimesh.protocol.bus.ListenFlush;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.ListenOpened;
import io.xiaozhimesh.protocol.bus.ListenSpeaking;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.lease.CreditWindow;
import io.xiaozhimesh.stage.lease.UtteranceJournal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One listening stream on its way to a vad worker, and to the next one when that is lost. Packets wait in the journal
 * until the lease is granted and while the worker has given no credit. Owned by the session, on its context.
 */
final class ListenLink {

  /** How often {@link #renew} is to be called; several times within any lease. */
  static final long RENEW_EVERY_MS = 2_000;

  private final SessionServices services;
  private final ListenMode mode;
  private final AudioFormat uplink;
  private final BiConsumer<TurnRef, MeshException> refused;
  private final UtteranceJournal journal;
  private final Deque<BusMessage> afterwards = new ArrayDeque<>();
  private TurnRef ref;
  private UtteranceFilter utterances;
  private CreditWindow window = new CreditWindow();
  private String vadInbox;
  private String asrInbox = "";
  private boolean closed;
  private boolean speaking;
  private boolean recognising;
  private long renewBeforeMs = Long.MAX_VALUE;
  private int leaseTtlMs;
  private int creditMs;
  private int packetMs;

  /** @param refused hears under which identity nobody took the stream, and why */
  ListenLink(SessionServices services, TurnRef ref, ListenMode mode, AudioFormat uplink,
      BiConsumer<TurnRef, MeshException> refused) {
    this.services = services;
    this.ref = ref;
    this.mode = mode;
    this.uplink = uplink;
    this.refused = refused;
    this.packetMs = uplink.frameDurationMs();
    this.journal = new UtteranceJournal(services.options().journalMs(), services.options().journalBytes());
    this.utterances = new UtteranceFilter(journal);
  }

  TurnRef ref() {
    return ref;
  }

  /** Takes the lease. */
  void open(boolean nowSpeaking) {
    speaking = nowSpeaking;
    lease();
  }

  /** Takes the leases of other workers under a new identity and sends them what is not settled. */
  void reopen(Role lost, TurnRef next) {
    if (lost == Role.ASR) {
      services.avoid(asrInbox);
    }
    move(next);
  }

  /** Whether a worker of the stream is leaving, another could take its place, and nobody speaks. */
  boolean mayMove() {
    return vadInbox != null && !recognising
        && (services.leaving(Role.VAD, vadInbox) || services.leaving(Role.ASR, asrInbox));
  }

  /** The same without a loss. */
  void move(TurnRef next) {
    release();
    ref = next;
    journal.rewind();
    utterances = new UtteranceFilter(journal);
    window = new CreditWindow();
    afterwards.clear();
    if (journal.isFlushed()) {
      afterwards.add(new ListenFlush(ref));
    }
    lease();
  }

  /**
   * Keeps the lease of a device that sends nothing while nobody speaks. Called every {@link #RENEW_EVERY_MS}.
   */
  void renew() {
    if (services.nowMs() >= renewBeforeMs - RENEW_EVERY_MS) {
      tell(new ListenSpeaking(ref, speaking));
    }
  }

  /** An answer begins or ends to be played; speech must then last longer to count. */
  void mark(boolean nowSpeaking) {
    speaking = nowSpeaking;
    tell(new ListenSpeaking(ref, speaking));
  }

  /** The speaker has released the button. */
  void buttonReleased() {
    journal.flushed();
    tell(new ListenFlush(ref));
  }

  /** The next packet of the microphone. */
  void audio(long timestampMs, Payload opus) {
    packetMs = OpusDuration.ms(opus, packetMs);
    long before = journal.dropped();
    journal.add(new UtteranceJournal.Packet(timestampMs, opus, packetMs));
    if (journal.dropped() > before) {
      services.count("mesh.ingress.uplink.dropped", "why", vadInbox == null ? "no_lease" : "no_room");
    }
    flush();
  }

  /** More packets may be sent: the worker has dealt with all but a window of those before. */
  void credit(int upToSequence) {
    window.grant(upToSequence);
    journal.dealtWith((long) (upToSequence - creditMs / packetMs) * packetMs);
    flush();
  }

  /** Takes note of what the workers say about the stream; false for what they have said before. */
  boolean accept(Object message) {
    boolean fresh = utterances.accept(message);
    boolean awaits = utterances.awaitsTranscript();
    if (awaits && !recognising) {
      services.watch(Role.ASR, asrInbox, ref);
    } else if (!awaits && recognising) {
      services.unwatch(Role.ASR, ref);
    }
    recognising = awaits;
    return fresh;
  }

  /** Whether somebody speaks or has spoken and is not understood yet, as far as is known. */
  boolean hearsSomebody() {
    return recognising;
  }

  /** Ends the stream. */
  void close() {
    closed = true;
    afterwards.clear();
    release();
  }

  private void release() {
    services.unwatch(Role.VAD, ref);
    services.unwatch(Role.ASR, ref);
    recognising = false;
    renewBeforeMs = Long.MAX_VALUE;
    if (vadInbox != null) {
      services.send(vadInbox, new ListenClose(ref));
      vadInbox = null;
    }
  }

  private void lease() {
    TurnRef asked = ref;
    List<String> recognisers = services.candidates(Role.ASR);
    asrInbox = recognisers.isEmpty() ? "" : recognisers.get(0);
    ListenOpen open = new ListenOpen(
        asked, mode, uplink, services.options().language(), services.ownerInbox(), asrInbox, speaking);
    services.lease(Role.VAD, open, new ListenClose(asked), ListenOpened.class)
        .onSuccess(lease -> granted(asked, lease.inbox(), lease.answer()))
        .onFailure(failure -> {
          if (!closed && ref.equals(asked)) {
            refused.accept(asked, MeshException.of(failure));
          }
        });
  }

  private void granted(TurnRef asked, String inbox, ListenOpened opened) {
    if (closed || !ref.equals(asked)) {
      services.send(inbox, new ListenClose(asked));
      return;
    }
    vadInbox = inbox;
    leaseTtlMs = opened.leaseTtlMs();
    creditMs = opened.creditMs();
    window.grant(creditMs / packetMs);
    services.watch(Role.VAD, inbox, ref);
    flush();
  }

  private void tell(BusMessage message) {
    afterwards.add(message);
    flush();
  }

  private void flush() {
    if (vadInbox == null) {
      return;
    }
    renewBeforeMs = services.nowMs() + leaseTtlMs;
    while (vadInbox != null && window.isOpen() && journal.hasUnsent()) {
      UtteranceJournal.Packet next = journal.send().orElseThrow();
      services.send(Role.VAD, vadInbox, ref, new AudioFrame(ref, window.take(), next.timestampMs(), next.opus()));
    }
    while (vadInbox != null && !journal.hasUnsent() && !afterwards.isEmpty()) {
      services.send(Role.VAD, vadInbox, ref, afterwards.poll());
    }
  }
}
