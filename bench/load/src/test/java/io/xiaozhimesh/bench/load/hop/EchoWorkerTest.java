package io.xiaozhimesh.bench.load.hop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoWorkerTest {

  @Test
  void runtimeThatIsNotThere_isNamedWithWhatToInstall(@TempDir Path empty) {
    String nowhere = empty.resolve("program").toString();

    assertThat(EchoWorker.python(nowhere).missing()).contains("pip install websockets");
    assertThat(EchoWorker.node(nowhere, empty).missing()).isEqualTo("Node 18 or later");
    // Any program that can be asked for its version, without the library.
    assertThat(EchoWorker.node(Path.of(System.getProperty("java.home"), "bin", "java").toString(), empty.resolve("ws"))
        .missing()).contains("npm ci");
  }
}
