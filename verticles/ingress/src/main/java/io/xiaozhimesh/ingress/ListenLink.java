package io.xiaozhimesh.ingress;

import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ListenClose;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.ListenOpened;
import io.xiaozhimesh.protocol.bus.ListenSpeaking;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.StageContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * One listening stream on its way to a vad worker. Holds the packets back until the lease is granted and while the
 * worker has given no credit; the oldest is dropped and counted beyond {@link #WAITING_FRAMES_MAX}. Owned by the session,
 * on its context.
 */
final class ListenLink {

  /** Three seconds of audio: longer than any lease takes that is not refused. */
  static final int WAITING_FRAMES_MAX = 50;

  /** How often {@link #renew} is to be called; several times within any lease. */
  static final long RENEW_EVERY_MS = 2_000;

  private record Waiting(long timestampMs, Payload opus) {
  }

  private final StageContext context;
  private final TurnRef ref;
  private final String ownerInbox;
  private final long leaseDeadlineMs;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Deque<BusMessage> afterwards = new ArrayDeque<>();
  private String vadInbox;
  private boolean closed;
  private boolean speaking;
  private long renewBeforeMs = Long.MAX_VALUE;
  private int leaseTtlMs;
  private int sequence;
  private int creditUpTo;

  ListenLink(StageContext context, TurnRef ref, String ownerInbox, long leaseDeadlineMs) {
    this.context = context;
    this.ref = ref;
    this.ownerInbox = ownerInbox;
    this.leaseDeadlineMs = leaseDeadlineMs;
  }

  TurnRef ref() {
    return ref;
  }

  /**
   * Keeps the lease of a device that sends nothing while nobody speaks. Called every {@link #RENEW_EVERY_MS}.
   */
  void renew() {
    if (context.clock().nowMs() >= renewBeforeMs - RENEW_EVERY_MS) {
      tell(new ListenSpeaking(ref, speaking));
    }
  }

  /** An answer begins or ends to be played; speech must then last longer to count. */
  void mark(boolean nowSpeaking) {
    speaking = nowSpeaking;
    tell(new ListenSpeaking(ref, speaking));
  }

  /** Takes the lease; {@code refused} hears when nobody has room. */
  void open(ListenMode mode, boolean nowSpeaking, AudioFormat uplink, String language, Consumer<MeshException> refused) {
    speaking = nowSpeaking;
    List<String> recognisers = context.directory().candidates(Role.ASR);
    String asrInbox = recognisers.isEmpty() ? "" : recognisers.get(0);
    ListenOpen open = new ListenOpen(ref, mode, uplink, language, ownerInbox, asrInbox, speaking);
    context.directory().lease(Role.VAD, open, ListenOpened.class, leaseDeadlineMs)
        .onSuccess(lease -> granted(lease.inbox(), lease.answer(), uplink.frameDurationMs()))
        .onFailure(failure -> {
          if (!closed) {
            refused.accept(MeshException.of(failure));
          }
        });
  }

  /** The next packet of the microphone. */
  void audio(long timestampMs, Payload opus) {
    waiting.add(new Waiting(timestampMs, opus));
    flush();
    if (waiting.size() > WAITING_FRAMES_MAX) {
      waiting.poll();
      context.metrics().count("mesh.ingress.uplink.dropped", "why", vadInbox == null ? "no_lease" : "no_credit");
    }
  }

  /** More packets may be sent. */
  void credit(int upToSequence) {
    creditUpTo = Math.max(creditUpTo, upToSequence);
    flush();
  }

  /** Something other than audio for the worker, behind the audio that came before it. */
  void tell(BusMessage message) {
    afterwards.add(message);
    flush();
  }

  /** Ends the stream. */
  void close() {
    closed = true;
    waiting.clear();
    afterwards.clear();
    if (vadInbox != null) {
      context.bus().send(vadInbox, new ListenClose(ref));
    }
  }

  private void granted(String inbox, ListenOpened opened, int frameDurationMs) {
    if (closed) {
      context.bus().send(inbox, new ListenClose(ref));
      return;
    }
    vadInbox = inbox;
    leaseTtlMs = opened.leaseTtlMs();
    creditUpTo = Math.max(creditUpTo, opened.creditMs() / frameDurationMs);
    flush();
  }

  private void flush() {
    if (vadInbox == null) {
      return;
    }
    renewBeforeMs = context.clock().nowMs() + leaseTtlMs;
    while (!waiting.isEmpty() && sequence < creditUpTo) {
      Waiting next = waiting.poll();
      context.bus().send(vadInbox, new AudioFrame(ref, sequence++, next.timestampMs, next.opus));
    }
    while (waiting.isEmpty() && !afterwards.isEmpty()) {
      context.bus().send(vadInbox, afterwards.poll());
    }
  }
}
