package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.Priority;
import io.xiaozhimesh.stage.resilience.Relay;
import io.xiaozhimesh.tts.internal.SpeechCache;
import io.xiaozhimesh.tts.internal.SpokenLanguage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One sentence on its way from text to frames: goes along the chain of engines until one makes a sound, and collects what
 * comes. When that one breaks off, the next voice says the sentence anew, and of its sound as much is left out as was made
 * already but for {@link #OVERLAP_MS}: rather a syllable twice than a word never. Lives on the verticle's context; whoever
 * made it is told of every change.
 */
final class SentenceMaking implements Making, Relay.Request<TtsEngine> {

  /** Sound that a second voice repeats. */
  static final int OVERLAP_MS = 300;

  /** A sentence that was broken off so near to its longest sound is not gone on with. */
  private static final int NEAR_THE_END_MS = 500;

  private final SpeechRoom room;
  private final AudioFormat downlink;
  private final SpeakSentence sentence;
  private final String language;
  private final Runnable changed;
  private final EngineChoice.Wanted wanted;
  private final Set<EngineTry> tries = new LinkedHashSet<>();
  private final List<String> broken = new ArrayList<>();
  private final long startedMs;
  private Relay<TtsEngine> relay;
  private EngineTry heard;
  private List<Payload> fresh = new ArrayList<>();
  private String engine = "";
  private MeshException failure;
  private int made;
  private int toSkip;
  private int allowed;
  private boolean starting;
  private boolean over;

  SentenceMaking(SpeechRoom room, AudioFormat downlink, SpeakSentence sentence, Runnable changed) {
    this.room = room;
    this.downlink = downlink;
    this.sentence = sentence;
    this.changed = changed;
    this.language = SpokenLanguage.of(sentence.text(), sentence.language());
    this.wanted = room.choice().wanted(sentence.voice());
    this.startedMs = room.nowMs();
    this.toSkip = sentence.skipFrames();
  }

  @Override
  public void start() {
    if (!SpokenLanguage.pronounceable(sentence.text())) {
      room.count("mesh.tts.sentence.empty");
      over = true;
    } else {
      ask();
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
    allowed = Math.max(0, frames);
    tries.forEach(one -> one.allow(allowed + toSkip));
  }

  @Override
  public void cancel() {
    over = true;
    if (relay != null) {
      relay.cancel();
    }
    List.copyOf(tries).forEach(EngineTry::cancel);
  }

  @Override
  public void checkDeadline(long nowMs) {
    long deadlineMs = room.options().sentences().deadlineMs();
    if (over || relay == null || relay.isOver() || nowMs - startedMs <= deadlineMs) {
      return;
    }
    MeshException late = new MeshException(MeshError.TIMEOUT, "not spoken within " + deadlineMs + " ms");
    relay.cancel();
    if (heard == null) {
      end(late);
    } else {
      heard.breakOff(late);
    }
  }

  private void ask() {
    List<Guarded<TtsEngine>> candidates = room.choice().candidates(language, wanted).stream()
        .filter(member -> !broken.contains(member.name())).toList();
    if (candidates.isEmpty()) {
      end(failure != null ? failure
          : new MeshException(MeshError.UNAVAILABLE, "no engine speaks " + SpokenLanguage.primary(language)));
      return;
    }
    starting = true;
    relay = new Relay<>(room.relays(), room.options().resilience(), candidates, Priority.INTERACTIVE, this);
    relay.start();
    starting = false;
  }

  @Override
  public Runnable begin(TtsEngine next, Relay<TtsEngine>.Attempt attempt) {
    SpeechCache.Key key = new SpeechCache.Key(attempt.provider(), sentence.text(), language,
        wanted.voiceFor(attempt.provider()), downlink.sampleRateHz(), downlink.frameDurationMs());
    List<Payload> known = room.cache().find(key).orElse(null);
    room.count(known == null ? "mesh.tts.cache.miss" : "mesh.tts.cache.hit");
    if (known != null) {
      if (attempt.completed()) {
        engine = attempt.provider();
        accept(known);
        end(null);
      }
      return () -> { };
    }
    EngineTry one = new EngineTry(room, downlink, key, attempt.isLocal(), new TryEvents(attempt));
    tries.add(one);
    if (attempt.isLocal() || !room.files().isOpen()) {
      beginTry(next, one);
    } else {
      room.files().find(key, attempt.fingerprint(), frames -> frames.ifPresentOrElse(
          there -> fromDisk(attempt, one, there), () -> beginLate(next, one, attempt)));
    }
    return () -> {
      if (one == heard) {
        one.silence();
      } else {
        forget(one);
      }
    };
  }

  private void beginTry(TtsEngine next, EngineTry one) {
    one.allow(allowed + toSkip);
    one.begin(next);
  }

  /** The files did not have it. */
  private void beginLate(TtsEngine next, EngineTry one, Relay<TtsEngine>.Attempt attempt) {
    room.count("mesh.tts.disk.miss");
    if (over || !tries.contains(one)) {
      return;
    }
    try {
      beginTry(next, one);
    } catch (RuntimeException e) {
      // The engine is foreign code; what it throws costs this try and nothing else.
      forget(one);
      attempt.failed(new MeshException(MeshError.PROVIDER_FAILED, "synthesis did not begin", e));
    }
  }

  private void fromDisk(Relay<TtsEngine>.Attempt attempt, EngineTry one, List<Payload> frames) {
    room.count("mesh.tts.disk.hit");
    if (!over && tries.contains(one) && attempt.completed()) {
      engine = attempt.provider();
      accept(frames);
      end(null);
    }
  }

  @Override
  public void failed(MeshException why, String by) {
    if (heard == null) {
      end(why);
    } else {
      heard.breakOff(why);
    }
  }

  private void forget(EngineTry one) {
    tries.remove(one);
    one.cancel();
  }

  private void end(MeshException why) {
    if (!over) {
      failure = why;
      over = true;
      tell();
    }
  }

  private void tell() {
    if (!starting) {
      changed.run();
    }
  }

  private void accept(List<Payload> frames) {
    int skipped = Math.min(toSkip, frames.size());
    toSkip -= skipped;
    made += frames.size();
    fresh.addAll(frames.subList(skipped, frames.size()));
  }

  /** Another voice goes on, unless there was nearly as much sound as there may be. */
  private void goOnWithAnother(MeshException why) {
    failure = why;
    tries.remove(heard);
    heard = null;
    if ((long) made * downlink.frameDurationMs() > room.options().sentences().audioMsMax() - NEAR_THE_END_MS) {
      end(why);
      return;
    }
    broken.add(engine);
    toSkip = Math.max(toSkip, made - OVERLAP_MS / downlink.frameDurationMs());
    made = 0;
    room.count("mesh.tts.sentence.gone.on");
    ask();
    tell();
  }

  /** What one engine's try leads to. On the context. */
  private final class TryEvents implements EngineTry.Events {

    private final Relay<TtsEngine>.Attempt attempt;

    TryEvents(Relay<TtsEngine>.Attempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public void sounded(EngineTry one) {
      if (over || !attempt.output()) {
        if (one != heard) {
          forget(one);
        }
      } else {
        heard = one;
        engine = attempt.provider();
      }
    }

    @Override
    public void completed(EngineTry one) {
      if (!over && attempt.completed()) {
        heard = one;
        engine = attempt.provider();
      }
    }

    @Override
    public void failed(EngineTry one, MeshException why) {
      room.count("mesh.tts.engine.failed", "engine", attempt.provider(), "error", why.error().name());
      if (one != heard) {
        forget(one);
      }
      attempt.failed(why);
    }

    @Override
    public void frames(EngineTry one, List<Payload> frames) {
      if (over || one != heard) {
        return;
      }
      if (made == 0 && broken.isEmpty()) {
        room.stage().metrics().recordMs("mesh.tts.firstframe.ms", room.nowMs() - startedMs, "engine", engine);
      }
      accept(frames);
      changed.run();
    }

    @Override
    public void ended(EngineTry one, MeshException why) {
      if (over || one != heard) {
        return;
      }
      if (why == null) {
        if (broken.isEmpty()) {
          room.cache().keep(one.key(), one.kept());
          if (!attempt.isLocal() && room.files().isOpen() && !one.kept().isEmpty()) {
            room.files().keep(one.key(), attempt.fingerprint(), List.copyOf(one.kept()));
          }
        }
        failure = null;
        over = true;
        changed.run();
      } else {
        relay.cancel();
        one.silence();
        goOnWithAnother(why);
      }
    }
  }
}
