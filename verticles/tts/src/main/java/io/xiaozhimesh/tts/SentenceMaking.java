package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.tts.internal.FrameMaker;
import io.xiaozhimesh.tts.internal.SentenceEncoding;
import io.xiaozhimesh.tts.internal.SpeechCache;
import io.xiaozhimesh.tts.internal.SpokenLanguage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One sentence on its way from text to frames: asks one engine after the other until one makes a sound, and collects
 * what comes. Lives on the verticle's context; whoever made it is told of every change.
 */
final class SentenceMaking implements Making {

  private final SpeechRoom room;
  private final AudioFormat downlink;
  private final SpeakSentence sentence;
  private final String language;
  private final Runnable changed;
  private final EngineChoice.Wanted wanted;
  private final Iterator<TtsEngine> candidates;
  private final long startedMs;
  private List<Payload> fresh = new ArrayList<>();
  private Attempt attempt;
  private String engine = "";
  private MeshException failure;
  private int made;
  private int toSkip;
  private int allowed;
  private boolean over;

  SentenceMaking(SpeechRoom room, AudioFormat downlink, SpeakSentence sentence, Runnable changed) {
    this.room = room;
    this.downlink = downlink;
    this.sentence = sentence;
    this.changed = changed;
    this.language = SpokenLanguage.of(sentence.text(), sentence.language());
    this.wanted = room.choice().wanted(sentence.voice());
    this.candidates = room.choice().candidates(language, wanted).iterator();
    this.startedMs = room.nowMs();
    this.toSkip = sentence.skipFrames();
  }

  @Override
  public void start() {
    if (!SpokenLanguage.pronounceable(sentence.text())) {
      room.count("mesh.tts.sentence.empty");
      over = true;
    } else {
      tryNext();
    }
  }

  @Override
  public int index() {
    return sentence.index();
  }

  @Override
  public String engine() {
    return engine;
  }

  @Override
  public MeshException failure() {
    return failure;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public boolean sounds() {
    return made > 0;
  }

  @Override
  public int waitingFrames() {
    return fresh.size();
  }

  @Override
  public List<Payload> takeFrames() {
    List<Payload> taken = fresh;
    fresh = new ArrayList<>();
    return taken;
  }

  @Override
  public void allowMore(int frames) {
    allowed = made + Math.max(0, frames);
    if (attempt != null) {
      attempt.encoding.allow(allowed);
    }
  }

  @Override
  public void cancel() {
    over = true;
    if (attempt != null) {
      attempt.cancel();
    }
  }

  @Override
  public void checkDeadline(long nowMs) {
    long deadlineMs = room.options().sentences().deadlineMs();
    if (attempt != null && !attempt.engineEnded && nowMs - attempt.startedMs > deadlineMs) {
      attempt.synthesis.cancel();
      attempt.failed(new MeshException(MeshError.TIMEOUT, "not spoken within " + deadlineMs + " ms"));
    }
  }

  private void tryNext() {
    if (!candidates.hasNext()) {
      failure = failure != null ? failure
          : new MeshException(MeshError.UNAVAILABLE, "no engine speaks " + SpokenLanguage.primary(language));
      over = true;
      return;
    }
    TtsEngine next = candidates.next();
    engine = next.name();
    SpeechCache.Key key = new SpeechCache.Key(engine, sentence.text(), language, wanted.voiceFor(engine),
        downlink.sampleRateHz(), downlink.frameDurationMs());
    List<Payload> known = room.cache().find(key).orElse(null);
    room.count(known == null ? "mesh.tts.cache.miss" : "mesh.tts.cache.hit");
    if (known != null) {
      accept(known);
      failure = null;
      over = true;
    } else {
      attempt = new Attempt(key);
      attempt.begin(next);
    }
  }

  private void frames(Attempt from, List<Payload> frames) {
    if (over || from != attempt) {
      return;
    }
    if (made == 0) {
      room.stage().metrics().recordMs("mesh.tts.firstframe.ms", room.nowMs() - startedMs, "engine", engine);
    }
    accept(frames);
    from.keep(frames);
    changed.run();
  }

  private void accept(List<Payload> frames) {
    int skipped = Math.min(toSkip, frames.size());
    toSkip -= skipped;
    made += frames.size();
    fresh.addAll(frames.subList(skipped, frames.size()));
  }

  private void ended(Attempt from, MeshException why) {
    if (over || from != attempt) {
      return;
    }
    attempt = null;
    failure = why;
    if (why == null) {
      room.choice().succeeded(engine);
      room.cache().keep(from.key, from.all);
      over = true;
    } else {
      room.count("mesh.tts.engine.failed", "engine", engine, "error", why.error().name());
      room.choice().failed(engine);
      over = made > 0;
      if (!over) {
        tryNext();
      }
    }
    changed.run();
  }

  /** One engine's try. */
  private final class Attempt implements SpeechSink, SentenceEncoding.Listener {

    final SpeechCache.Key key;
    final long startedMs = room.nowMs();
    final List<Payload> all = new ArrayList<>();
    final SentenceEncoding encoding;
    final boolean kept;
    Synthesis synthesis = () -> { };
    volatile boolean engineEnded;

    Attempt(SpeechCache.Key key) {
      this.key = key;
      this.kept = room.cache().wants(key);
      FrameMaker.Shape shape = room.shape(downlink);
      encoding = new SentenceEncoding(room.encoders(), rateHz -> new FrameMaker(room.codec(), shape, rateHz),
          room.options().sentences().audioMsMax(), this);
      encoding.allow(allowed);
    }

    void begin(TtsEngine next) {
      try {
        synthesis = next.synthesise(sentence.text(), language, wanted.voiceFor(next.name()), this);
      } catch (RuntimeException e) {
        // The engine is foreign code; what it throws costs this sentence and nothing else.
        failed(new MeshException(MeshError.PROVIDER_FAILED, "synthesis did not begin", e));
      }
    }

    void keep(List<Payload> frames) {
      if (kept) {
        all.addAll(frames);
      }
    }

    void cancel() {
      synthesis.cancel();
      encoding.cancel();
    }

    @Override
    public void pcm(short[] samples, int sampleRateHz) {
      if (!encoding.offer(samples, sampleRateHz)) {
        engineEnded = true;
        room.loop().execute(() -> synthesis.cancel());
      }
    }

    @Override
    public void completed() {
      engineEnded = true;
      encoding.end(null);
    }

    @Override
    public void failed(MeshException why) {
      engineEnded = true;
      encoding.end(why);
    }

    @Override
    public void made(List<Payload> frames) {
      room.loop().execute(() -> frames(this, frames));
    }

    @Override
    public void ended(MeshException why) {
      room.loop().execute(() -> SentenceMaking.this.ended(this, why));
    }
  }
}
