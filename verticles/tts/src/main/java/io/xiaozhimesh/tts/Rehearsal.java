package io.xiaozhimesh.tts;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.ProviderSet;
import io.xiaozhimesh.stage.resilience.RelayContext;
import io.xiaozhimesh.tts.internal.SpeechCache;
import java.util.List;

/**
 * Speaks one answer to nobody, with everything of a real one except its engine and its counters: a JVM that runs this path
 * for the first time spends hundreds of milliseconds on loading classes.
 */
final class Rehearsal {

  /** An address that nobody listens to. */
  private static final String NOBODY = "mesh.tts.rehearsal";

  private static final int SENTENCES = 3;
  private static final int CREDIT_FRAMES = 1_000;

  private Rehearsal() {
  }

  /** Completes when all was said. Runs on the verticle's context. */
  static Future<Void> of(SpeechRoom real) {
    StageContext uncounted =
        new StageContext(real.stage().bus(), real.stage().directory(), real.stage().clock(), Metrics.inMemory());
    RelayContext known = real.relays();
    RelayContext relays =
        new RelayContext("tts", known.clock(), known.timers(), uncounted.metrics(), known.random());
    SpeechRoom room = new SpeechRoom(uncounted, real.options(),
        new EngineChoice(humming(real)), relays,
        new SpeechCache(real.options().cache()), real.files(), real.codec(), real.encoders(), real.loop(), real.sounds(),
        real.readers());
    TurnRef ref = new TurnRef("rehearsal", 1, 1);
    Promise<Void> said = Promise.promise();
    Answer answer = new Answer(room, new SpeakOpen(ref, NOBODY, new AudioFormat(24_000, 1, 60), CREDIT_FRAMES),
        over -> said.tryComplete());
    for (int i = 0; i < SENTENCES; i++) {
      answer.add(new SpeakSentence(ref, i, "sentence " + i, "en-US", "", 0));
    }
    answer.end();
    return said.future();
  }

  private static ProviderSet<TtsEngine> humming(SpeechRoom real) {
    Humming engine = new Humming();
    ProviderSet<TtsEngine> set = new ProviderSet<>(TtsEngine::close);
    ProviderSpec spec =
        new ProviderSpec(engine.name(), engine.name(), 0, new OptionsReader("tts." + engine.name(), new JsonObject()));
    set.install(List.of(new Guarded<>(spec, true, engine, real.options().resilience(), real.relays().timers())),
        List.of(engine.name()));
    return set;
  }

  /** Says everything as a short hum. */
  private static final class Humming implements TtsEngine {

    private static final int SAMPLE_RATE_HZ = 16_000;
    private static final int FRAMES = 5;

    @Override
    public String name() {
      return "rehearsal";
    }

    @Override
    public boolean supports(String language) {
      return true;
    }

    @Override
    public List<String> voices() {
      return List.of();
    }

    @Override
    public Synthesis synthesise(String text, String language, String voice, SpeechSink sink) {
      return BlockingSynthesis.start(Runnable::run, sink, output -> {
        for (int i = 0; i < FRAMES; i++) {
          output.pcm(WarmUp.vowel(SAMPLE_RATE_HZ, i), SAMPLE_RATE_HZ);
        }
      });
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
