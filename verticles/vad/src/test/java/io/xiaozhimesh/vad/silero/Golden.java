package io.xiaozhimesh.vad.silero;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.stage.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** The model for the tests, and reference figures where they are present. */
final class Golden {

  static final Path SHARED = Path.of(System.getProperty("mesh.root", "../..")).resolve("../shared").normalize();

  private Golden() {
  }

  /** The official graph. */
  static SileroModel model() throws Exception {
    return new SileroModel(official());
  }

  /** The matrix form of the official weights. */
  static SileroModel matrixModel() throws Exception {
    return SileroModel.fastest(official(), Metrics.inMemory());
  }

  /** The file's content. */
  static byte[] official() {
    try {
      return SileroModelFile.read("models/silero_vad_v6.onnx");
    } catch (IOException e) {
      throw new AssertionFailedError("these tests need the speech model: " + e.getMessage(), e);
    }
  }

  /** A reference file, or the test is skipped. */
  static Path file(String name) {
    Path file = SHARED.resolve(name);
    assumeTrue(Files.exists(file), file + " is not present");
    return file;
  }

  static short[] clip(String name) throws IOException {
    return Wav.read(file("audio/" + name + ".wav")).pcm();
  }

  /** The whole sound in windows, the last one filled up. */
  static List<short[]> windows(short[] pcm) {
    List<short[]> windows = new ArrayList<>();
    for (int at = 0; at < pcm.length; at += 512) {
      windows.add(Arrays.copyOfRange(pcm, at, at + 512));
    }
    return windows;
  }

  static float[] probabilities(SileroScorer scorer, short[] pcm) throws Exception {
    List<short[]> windows = windows(pcm);
    float[] out = new float[windows.size()];
    SileroState state = new SileroState();
    for (int i = 0; i < out.length; i++) {
      out[i] = scorer.score(List.of(new SileroScorer.Row(state, windows.get(i))))[0];
    }
    return out;
  }
}
