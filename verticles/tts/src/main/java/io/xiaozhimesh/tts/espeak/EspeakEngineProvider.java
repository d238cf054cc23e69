package io.xiaozhimesh.tts.espeak;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers espeak-ng where it is installed and lists its voices. */
public final class EspeakEngineProvider implements TtsEngineProvider {

  private static final Logger LOG = LoggerFactory.getLogger(EspeakEngineProvider.class);
  private static final long DISCOVERY_MS_MAX = 5_000;

  @Override
  public String name() {
    return EspeakEngine.NAME;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public Optional<TtsEngine> create(OptionsReader section, EngineContext context) {
    EspeakOptions options = EspeakOptions.from(section);
    EspeakVoices voices = EspeakVoices.parse(ask(options.program(), "--voices"));
    if (voices.names().isEmpty()) {
      LOG.info("espeak-ng is not installed");
      return Optional.empty();
    }
    LOG.info("{} with {} voices", String.join(" ", ask(options.program(), "--version")), voices.names().size());
    return Optional.of(new EspeakEngine(context, new EspeakProcess(options.program(), options), voices));
  }

  /** What the program prints; nothing if it is not there or does not answer. */
  private static List<String> ask(String program, String question) {
    try {
      Process process = new ProcessBuilder(program, question).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      ProcessDeadline.set(process, DISCOVERY_MS_MAX);
      process.getOutputStream().close();
      byte[] printed = process.getInputStream().readAllBytes();
      return new String(printed, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
