package io.xiaozhimesh.tts.espeak;

import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.BlockingSynthesis;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.Synthesis;
import io.xiaozhimesh.tts.TtsEngine;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** espeak-ng, one process for each stretch of text. At most as many processes as there are workers. */
final class EspeakEngine implements TtsEngine {

  static final String NAME = "espeak";

  private static final Logger LOG = LoggerFactory.getLogger(EspeakEngine.class);

  private final EngineContext context;
  private final EspeakProcess process;
  private final EspeakVoices voices;
  private final Set<Synthesis> underWay = ConcurrentHashMap.newKeySet();

  EspeakEngine(EngineContext context, EspeakProcess process, EspeakVoices voices) {
    this.context = context;
    this.process = process;
    this.voices = voices;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supports(String language) {
    return voices.choose(language, "").isPresent();
  }

  @Override
  public List<String> voices() {
    return voices.names();
  }

  @Override
  public Synthesis synthesise(String text, String language, String voice, SpeechSink sink) {
    return BlockingSynthesis.start(context.workers(), sink, output -> {
      underWay.add(output);
      try {
        speak(text, language, voice, output);
      } finally {
        underWay.remove(output);
      }
    });
  }

  @Override
  public void warmUp() {
    try {
      process.speak(new EspeakText.Run("1", voices.names().get(0)), BlockingSynthesis.discarding());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (MeshException e) {
      LOG.warn("espeak-ng is there and does not speak: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    underWay.forEach(Synthesis::cancel);
  }

  private void speak(String text, String language, String voice, BlockingSynthesis output)
      throws InterruptedException {
    if (text.length() > Limits.SENTENCE_CHARS_MAX) {
      throw new MeshException(MeshError.BAD_REQUEST, "the text is longer than a sentence may be");
    }
    String chosen = voices.choose(language, voice)
        .orElseThrow(() -> new MeshException(MeshError.UNAVAILABLE, "espeak-ng has no voice for this language"));
    for (EspeakText.Run run : EspeakText.runs(text, chosen)) {
      if (!output.isCancelled()) {
        process.speak(run, output);
      }
    }
  }
}
