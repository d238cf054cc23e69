package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.xiaozhimesh.bridge.internal.SpeechEncoder;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.worker.WorkerFrame;
import io.xiaozhimesh.protocol.worker.WorkerFrame.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * One answer that a worker speaks. Its frames must be numbered without gaps and stay within the owner's credit; PCM is
 * encoded here, on worker threads, in order. Because a piece of PCM is at most one frame long, the worker's credit is the
 * owner's. Lives on the bridge's context.
 */
final class SpokenAnswer {

  private static final int RATE_HZ_MIN = 8_000;
  private static final int RATE_HZ_MAX = 48_000;

  private final PortScope scope;
  private final SpeakOpen open;
  private final TreeSet<Integer> unspoken = new TreeSet<>();
  /** Frames of a sentence that the owner has from an earlier worker, by the sentence's index. */
  private final Map<Integer, Integer> toSkip = new HashMap<>();
  private int skipped;
  private Future<?> encoded = Future.succeededFuture();
  /** Used on the worker threads, by one after the other. */
  private SpeechEncoder encoder;
  private int rateHz;
  private int credit;
  private int taken;
  private int sent;
  private int sentOfSentence;
  private boolean ended;
  private boolean cancelled;

  SpokenAnswer(PortScope scope, SpeakOpen open) {
    this.scope = scope;
    this.open = open;
    this.credit = open.creditFrames();
  }

  TurnRef ref() {
    return open.ref();
  }

  String ownerInbox() {
    return open.ownerInbox();
  }

  /**
   * The owner wants this sentence; false when it was asked for before. What the owner has of it already is spoken again
   * by the worker, which need not know, and left out here; for that it gets credit beyond the owner's.
   */
  boolean asked(SpeakSentence sentence) {
    if (ended || !unspoken.add(sentence.index())) {
      return false;
    }
    if (sentence.skipFrames() > 0) {
      toSkip.put(sentence.index(), sentence.skipFrames());
      skipped += sentence.skipFrames();
    }
    return true;
  }

  /** Frames below this number may come from the worker. */
  int workerCredit() {
    return credit + skipped;
  }

  /** No further sentence follows. */
  void end(int sentences) {
    ended = true;
  }

  /** Frames below this number may come. */
  void grant(int upToSequence) {
    credit = Math.max(credit, upToSequence);
  }

  /** Whether every sentence has been reported. */
  boolean isOver() {
    return ended && unspoken.isEmpty();
  }

  /** Takes a frame of the worker. */
  void frame(WorkerFrame frame) {
    check(frame);
    taken++;
    if (frame.kind() == Kind.SPEECH) {
      afterwards(() -> send(frame.index(), frame.audio()));
    } else {
      rateHz = frame.detail();
      inOrder(() -> encoder(frame.detail()).accept(frame.audio()), frame.index());
    }
  }

  /** The worker has sent all of a sentence. */
  void spoken(SentenceSpoken spoken) {
    reported(spoken.index());
    inOrder(this::finish, spoken.index());
    afterwards(() -> {
      tellOwner(new SentenceSpoken(ref(), spoken.index(), sentOfSentence, spoken.engine()));
      sentOfSentence = 0;
    });
  }

  /** The worker could not speak a sentence, or not to its end. */
  void failed(SpeakFailed failed) {
    reported(failed.index());
    inOrder(this::finish, failed.index());
    afterwards(() -> {
      tellOwner(failed);
      sentOfSentence = 0;
    });
  }

  /** Sends nothing more. */
  void cancel() {
    cancelled = true;
    release();
  }

  /** The worker is gone: behind what it has sent, what was not spoken has failed. */
  void lost() {
    afterwards(() -> {
      unspoken.forEach(index -> tellOwner(
          new SpeakFailed(ref(), index, MeshError.UNAVAILABLE, "the worker is gone")));
      cancelled = true;
    });
    release();
  }

  private void check(WorkerFrame frame) {
    demand(frame.kind() == Kind.SPEECH || frame.kind() == Kind.SPEECH_PCM, "a tts worker sends speech only");
    demand(frame.epoch() == ref().epoch(), "a frame of another epoch than its stream");
    demand(frame.sequence() == taken, "frame " + frame.sequence() + " where " + taken + " comes next");
    demand(frame.sequence() < workerCredit(), "frame " + frame.sequence() + " with credit up to " + workerCredit());
    demand(unspoken.contains(frame.index()), "sound of a sentence that is not to be spoken");
    if (frame.kind() == Kind.SPEECH_PCM) {
      int hz = frame.detail();
      demand(hz >= RATE_HZ_MIN && hz <= RATE_HZ_MAX, "a sample rate of " + hz + " Hz");
      demand(rateHz == 0 || rateHz == hz, "the sample rate changes within a sentence");
      int samplesMax = (int) ((long) hz * open.downlink().frameDurationMs() / 1000);
      demand(frame.audio().length() / Short.BYTES <= samplesMax, "more PCM than one frame holds");
    }
  }

  private void reported(int index) {
    demand(unspoken.remove(index), "sentence " + index + " is not to be spoken");
    rateHz = 0;
  }

  private void inOrder(Supplier<List<Payload>> frames, int sentence) {
    encoded = encoded
        .transform(before -> scope.encoders().executeBlocking(frames::get, false))
        .onSuccess(made -> made.forEach(opus -> send(sentence, opus)))
        .onFailure(e -> scope.count("mesh.bridge.tts.encode.failed"));
  }

  private void afterwards(Runnable action) {
    encoded = encoded.transform(before -> {
      if (!cancelled) {
        action.run();
      }
      return Future.succeededFuture();
    });
  }

  private void send(int sentence, Payload opus) {
    if (!cancelled && toSkip.merge(sentence, 0, Integer::sum) > 0) {
      toSkip.merge(sentence, -1, Integer::sum);
    } else if (!cancelled) {
      sentOfSentence++;
      tellOwner(new SpeechFrame(ref(), sentence, sent++, opus));
    }
  }

  private SpeechEncoder encoder(int sourceRateHz) {
    if (encoder == null) {
      encoder = new SpeechEncoder(scope.codec(), open.downlink(), scope.options().opusComplexity(), sourceRateHz);
    }
    return encoder;
  }

  private void release() {
    encoded = encoded.transform(done -> scope.encoders().executeBlocking(this::finish, false));
  }

  private List<Payload> finish() {
    if (encoder == null) {
      return List.of();
    }
    try (SpeechEncoder last = encoder) {
      encoder = null;
      return last.finish();
    }
  }

  private void tellOwner(BusMessage message) {
    scope.stage().bus().send(open.ownerInbox(), message);
  }

  private static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new MeshException(MeshError.BAD_REQUEST, otherwise);
    }
  }
}
