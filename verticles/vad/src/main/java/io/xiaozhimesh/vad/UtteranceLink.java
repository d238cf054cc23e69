package io.xiaozhimesh.vad;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.UtteranceCancel;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.Metrics;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One utterance on its way to the recogniser: asks it to open, holds the PCM back until it has (at most for the
 * deadline), then streams. The recogniser hears of one utterance of a stream at a time. A refusal is told to the
 * owner once. Confined to the stage's context.
 */
final class UtteranceLink {

  /** Windows in one message: 8 kB. */
  private static final int WINDOWS_PER_PIECE = 8;

  private enum State { OPENING, OPEN, OVER }

  private final MeshBus bus;
  private final Metrics metrics;
  private final ListenOpen stream;
  private final int utteranceId;
  private final List<short[]> waiting = new ArrayList<>();
  private State state = State.OPENING;
  private final Promise<Void> over = Promise.promise();
  private boolean asked;
  private boolean ended;
  private boolean refused;
  private int pieces;

  UtteranceLink(MeshBus bus, Metrics metrics, ListenOpen stream, int utteranceId) {
    this.bus = bus;
    this.metrics = metrics;
    this.stream = stream;
    this.utteranceId = utteranceId;
  }

  int utteranceId() {
    return utteranceId;
  }

  /** Whether the recogniser would not have it. */
  boolean refused() {
    return refused;
  }

  /** Completes when the recogniser will hear nothing more of this utterance. */
  Future<Void> over() {
    return over.future();
  }

  /** Asks the recogniser to open the utterance as soon as the one before it is over. */
  void openAfter(Future<Void> previous, int deadlineMs) {
    previous.onSuccess(v -> {
      if (state == State.OPENING) {
        open(deadlineMs);
      }
    });
  }

  private void open(int deadlineMs) {
    asked = true;
    UtteranceOpen open = new UtteranceOpen(stream.ref(), utteranceId, stream.language(), stream.ownerInbox());
    Future<Accepted> answer = bus.request(stream.asrInbox(), open, Accepted.class, deadlineMs);
    answer.onSuccess(accepted -> opened()).onFailure(failure -> refused(MeshException.of(failure)));
  }

  /** The next windows of its sound. */
  void pcm(List<short[]> windows) {
    if (state == State.OPENING) {
      waiting.addAll(windows);
    } else if (state == State.OPEN) {
      send(windows);
    }
  }

  /** Everything has been said. */
  void end() {
    ended = true;
    if (state == State.OPEN) {
      sendEnd();
    }
  }

  /** Nobody wants it any more. */
  void cancel() {
    if (state != State.OVER) {
      if (asked) {
        bus.send(stream.asrInbox(), new UtteranceCancel(stream.ref(), utteranceId));
      }
      finish();
      metrics.count("mesh.vad.utterance.cancelled");
    }
  }

  private void opened() {
    if (state != State.OPENING) {
      return;
    }
    state = State.OPEN;
    send(waiting);
    waiting.clear();
    if (ended) {
      sendEnd();
    }
  }

  private void refused(MeshException failure) {
    if (state != State.OPENING) {
      return;
    }
    refused = true;
    metrics.count("mesh.vad.utterance.refused", "error", failure.error().name());
    bus.send(stream.asrInbox(), new UtteranceCancel(stream.ref(), utteranceId));
    bus.send(stream.ownerInbox(), new TranscriptFailed(
        stream.ref(), utteranceId, failure.error(), String.valueOf(failure.getMessage())));
    finish();
  }

  private void sendEnd() {
    bus.send(stream.asrInbox(), new UtteranceEnd(stream.ref(), utteranceId, pieces));
    finish();
  }

  private void finish() {
    state = State.OVER;
    waiting.clear();
    over.complete();
  }

  private void send(List<short[]> windows) {
    for (int from = 0; from < windows.size(); from += WINDOWS_PER_PIECE) {
      List<short[]> piece = windows.subList(from, Math.min(windows.size(), from + WINDOWS_PER_PIECE));
      bus.send(stream.asrInbox(), new UtterancePcm(stream.ref(), utteranceId, pieces++, bytes(piece)));
    }
  }

  private static Payload bytes(List<short[]> windows) {
    int samples = windows.stream().mapToInt(w -> w.length).sum();
    ByteBuffer out = ByteBuffer.allocate(samples * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    windows.forEach(window -> {
      out.asShortBuffer().put(window);
      out.position(out.position() + window.length * Short.BYTES);
    });
    return Payload.wrap(out.array());
  }
}
