package io.xiaozhimesh.tts.espeak;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.BlockingSynthesis;
import io.xiaozhimesh.tts.internal.WavStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One run of espeak-ng: text into its standard input, a WAV stream of unknown length out of its standard output. Started
 * without a shell; killed when the synthesis is cancelled or the deadline passes. Blocks its thread.
 */
final class EspeakProcess {

  private static final int READ_BYTES = 8_192;

  private final String program;
  private final EspeakOptions options;

  EspeakProcess(String program, EspeakOptions options) {
    this.program = program;
    this.options = options;
  }

  void speak(EspeakText.Run run, BlockingSynthesis output) throws InterruptedException {
    Process process = start(run.voice());
    output.onCancel(process::destroyForcibly);
    ProcessDeadline deadline = ProcessDeadline.set(process, options.deadlineMs());
    try {
      write(process, run.text());
      read(process, output);
      int status = process.waitFor();
      if (status != 0 && !output.isCancelled()) {
        throw brokenOff(deadline, "espeak-ng ended with status " + status, null);
      }
    } catch (IOException e) {
      if (!output.isCancelled()) {
        throw brokenOff(deadline, "espeak-ng broke off", e);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String voice) {
    int wordsPerMinute =
        voice.equals(EspeakVoices.MANDARIN) ? options.mandarinWordsPerMinute() : options.wordsPerMinute();
    try {
      return new ProcessBuilder(List.of(program, "--stdin", "--stdout", "-b", "1", "-v", voice,
          "-s", String.valueOf(wordsPerMinute))).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new MeshException(MeshError.UNAVAILABLE, "espeak-ng cannot be started", e);
    }
  }

  private static void write(Process process, String text) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
      in.write('\n');
    }
  }

  private static void read(Process process, BlockingSynthesis output) throws IOException {
    WavStream wav = new WavStream();
    byte[] bytes = new byte[READ_BYTES];
    try (InputStream out = process.getInputStream()) {
      boolean wanted = true;
      for (int n = out.read(bytes); n >= 0 && wanted; n = out.read(bytes)) {
        wanted = output.pcm(wav.accept(bytes, 0, n), wav.sampleRateHz());
      }
    }
  }

  private MeshException brokenOff(ProcessDeadline deadline, String how, IOException cause) {
    return deadline.hasPassed()
        ? new MeshException(MeshError.TIMEOUT, "espeak-ng took more than " + options.deadlineMs() + " ms", cause)
        : new MeshException(MeshError.PROVIDER_FAILED, how, cause);
  }
}
