package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.tts.internal.FrameMaker;
import io.xiaozhimesh.tts.internal.SentenceEncoding;
import io.xiaozhimesh.tts.internal.SpeechCache;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One engine's try at a sentence, with the encoder of its sound. Engine and encoder speak on threads of theirs; its owner
 * calls it and hears of it on the verticle's context.
 */
final class EngineTry implements SpeechSink, SentenceEncoding.Listener {

  /** What its owner hears, on the verticle's context. */
  interface Events {

    /** The engine makes sound. Told before the frames of it, and again now and then. */
    void sounded(EngineTry one);

    /** The engine has said everything; frames may still come. */
    void completed(EngineTry one);

    /** The engine cannot, or not to the end. */
    void failed(EngineTry one, MeshException why);

    /** More frames; never empty. */
    void frames(EngineTry one, List<Payload> frames);

    /** No more frames come; {@code why} is null when the sentence is complete. */
    void ended(EngineTry one, MeshException why);
  }

  private final SpeechRoom room;
  private final SpeechCache.Key key;
  private final Events events;
  private final SentenceEncoding encoding;
  private final boolean keeps;
  private final List<Payload> all = new ArrayList<>();
  private final AtomicBoolean telling = new AtomicBoolean();
  private Synthesis synthesis = () -> { };
  private int made;

  EngineTry(SpeechRoom room, AudioFormat downlink, SpeechCache.Key key, boolean local, Events events) {
    this.room = room;
    this.key = key;
    this.events = events;
    this.keeps = room.cache().wants(key) || !local && room.files().isOpen();
    FrameMaker.Shape shape = room.shape(downlink);
    encoding = new SentenceEncoding(room.encoders(), rateHz -> new FrameMaker(room.codec(), shape, rateHz),
        room.options().sentences().audioMsMax(), this);
  }

  SpeechCache.Key key() {
    return key;
  }

  /** Every frame, where the sentence is one that is kept. */
  List<Payload> kept() {
    return all;
  }

  void begin(TtsEngine engine) {
    synthesis = engine.synthesise(key.text(), key.language(), key.voice(), this);
  }

  /** Allows so many frames more than were made so far. */
  void allow(int more) {
    encoding.allow(made + more);
  }

  /** Ends the engine; its sound so far is still encoded. */
  void silence() {
    synthesis.cancel();
  }

  /** Takes nothing more; what was taken is still encoded, and ends with this failure. */
  void breakOff(MeshException why) {
    encoding.end(why);
  }

  void cancel() {
    synthesis.cancel();
    encoding.cancel();
  }

  @Override
  public void pcm(short[] samples, int sampleRateHz) {
    if (telling.compareAndSet(false, true)) {
      room.loop().execute(() -> {
        telling.set(false);
        events.sounded(this);
      });
    }
    if (!encoding.offer(samples, sampleRateHz)) {
      room.loop().execute(synthesis::cancel);
    }
  }

  @Override
  public void completed() {
    room.loop().execute(() -> {
      events.completed(this);
      encoding.end(null);
    });
  }

  @Override
  public void failed(MeshException why) {
    room.loop().execute(() -> events.failed(this, why));
  }

  @Override
  public void made(List<Payload> frames) {
    room.loop().execute(() -> {
      made += frames.size();
      if (keeps) {
        all.addAll(frames);
      }
      events.frames(this, frames);
    });
  }

  @Override
  public void ended(MeshException why) {
    room.loop().execute(() -> events.ended(this, why));
  }
}
