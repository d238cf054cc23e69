package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Two engines that do what the text says: "tone 500" is half a second of sound, "fail" fails at once, "fail late" after
 * 500 ms of sound, "first-late …" that in the first engine only, "hang" never answers, "endless" never ends, "broken" throws. "first-…" fails in the first engine
 * only.
 */
public final class ScriptedEngines {

  static final int RATE_HZ = 16_000;

  /** Texts that an engine was asked for, by engine. */
  static final Map<String, ConcurrentLinkedQueue<String>> ASKED = new ConcurrentHashMap<>();

  /** Texts whose synthesis was cancelled. */
  static final ConcurrentLinkedQueue<String> CANCELLED = new ConcurrentLinkedQueue<>();

  private ScriptedEngines() {
  }

  static void reset() {
    ASKED.put("first", new ConcurrentLinkedQueue<>());
    ASKED.put("second", new ConcurrentLinkedQueue<>());
    CANCELLED.clear();
  }

  /** Speaks English and Chinese. */
  public static final class First implements TtsEngineProvider {

    @Override
    public String name() {
      return "first";
    }

    @Override
    public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
      return Optional.of(new Engine("first", List.of("en", "zh"), context));
    }
  }

  /** Speaks English only. */
  public static final class Second implements TtsEngineProvider {

    @Override
    public String name() {
      return "second";
    }

    @Override
    public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
      return Optional.of(new Engine("second", List.of("en"), context));
    }
  }

  private record Engine(String name, List<String> languages, EngineContext context) implements TtsEngine {

    @Override
    public boolean supports(String language) {
      return languages.stream().anyMatch(language::startsWith);
    }

    @Override
    public List<String> voices() {
      return List.of();
    }

    @Override
    public Synthesis synthesise(String text, String language, String voice, SpeechSink sink) {
      ASKED.get(name).add(text);
      if (text.equals("broken")) {
        throw new IllegalStateException("a defect in an engine");
      } else if (text.equals("hang")) {
        return () -> CANCELLED.add(text);
      }
      Synthesis synthesis = BlockingSynthesis.start(context.workers(), sink, output -> speak(text, output));
      return () -> {
        CANCELLED.add(text);
        synthesis.cancel();
      };
    }

    @Override
    public void close() {
      // Nothing is held.
    }

    private void speak(String text, BlockingSynthesis output) {
      if (text.equals("fail") || text.matches("first-\\d.*") && name.equals("first")) {
        throw new MeshException(MeshError.PROVIDER_FAILED, "scripted");
      } else if (text.equals("fail late") || text.startsWith("first-late") && name.equals("first")) {
        tone(output, 500);
        throw new MeshException(MeshError.PROVIDER_FAILED, "scripted");
      } else if (text.equals("endless")) {
        tone(output, Integer.MAX_VALUE);
      } else {
        tone(output, Integer.parseInt(text.replaceAll("\\D", "")));
      }
    }

    private static void tone(BlockingSynthesis output, int ms) {
      boolean wanted = true;
      for (int at = 0; at < ms && wanted; at += 10) {
        short[] pcm = new short[RATE_HZ / 100];
        for (int i = 0; i < pcm.length; i++) {
          pcm[i] = (short) (9_000 * Math.sin(2 * Math.PI * 400 * i / RATE_HZ) + 300);
        }
        wanted = output.pcm(pcm, RATE_HZ);
      }
    }
  }
}
