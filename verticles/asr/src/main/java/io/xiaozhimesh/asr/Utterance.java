package io.xiaozhimesh.asr;

import io.xiaozhimesh.asr.internal.PcmOrder;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletionStage;

/** One open utterance: whose it is, its pieces in order, and the engine's part. Belongs to the verticle's thread. */
final class Utterance {

  private final UtteranceOpen open;
  private final Recognition recognition;
  private final PcmOrder order;
  private long endedMs = -1;
  private long deadlineTimer = -1;

  Utterance(UtteranceOpen open, Recognition recognition) {
    this.open = open;
    this.recognition = recognition;
    this.order = new PcmOrder(recognition::accept);
  }

  TurnRef ref() {
    return open.ref();
  }

  int utteranceId() {
    return open.utteranceId();
  }

  String ownerInbox() {
    return open.ownerInbox();
  }

  void accept(UtterancePcm piece) {
    if (endedMs < 0) {
      order.accept(piece.sequence(), samples(piece));
    }
  }

  /** True for the first end only. */
  boolean end(int pieces, long nowMs) {
    if (endedMs >= 0) {
      return false;
    }
    endedMs = nowMs;
    order.end(pieces);
    return true;
  }

  CompletionStage<Transcript> finish() {
    return recognition.finish();
  }

  void cancel() {
    recognition.cancel();
  }

  PcmOrder order() {
    return order;
  }

  long endedMs() {
    return endedMs;
  }

  void deadlineTimer(long id) {
    deadlineTimer = id;
  }

  long deadlineTimer() {
    return deadlineTimer;
  }

  private static short[] samples(UtterancePcm piece) {
    short[] samples = new short[piece.pcm().length() / 2];
    ByteBuffer.wrap(piece.pcm().array()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
