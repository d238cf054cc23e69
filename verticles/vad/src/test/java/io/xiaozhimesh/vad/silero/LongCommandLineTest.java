package io.xiaozhimesh.vad.silero;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * ONNX Runtime 1.29.0 reads the process's command line and overflows its stack, without any message, when that is longer
 * than about 4,000 characters, which a class path easily is. The version in use must not.
 */
@Timeout(60)
class LongCommandLineTest {

  /** The child process. */
  static final class Load {

    private Load() {
    }

    public static void main(String[] args) throws Exception {
      Golden.model().close();
      System.out.println("loaded");
    }
  }

  @Test
  void processWithALongCommandLine_loadsTheModel_andLives() throws Exception {
    Process child = new ProcessBuilder(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dlong=" + "x".repeat(9_000),
        "-Dmesh.root=" + System.getProperty("mesh.root", "../.."),
        "-cp", System.getProperty("java.class.path"),
        Load.class.getName())).redirectErrorStream(true).start();
    try {
      String said = new String(child.getInputStream().readAllBytes());
      assertThat(child.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(said).contains("loaded");
      assertThat(child.exitValue()).isZero();
    } finally {
      child.destroyForcibly();
    }
  }
}
