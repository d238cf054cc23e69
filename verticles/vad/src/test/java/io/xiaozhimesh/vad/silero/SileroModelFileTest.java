package io.xiaozhimesh.vad.silero;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SileroModelFileTest {

  @Test
  void missingFile_read_saysHowToGetIt() {
    assertThatThrownBy(() -> SileroModelFile.read("models/nowhere.onnx")).isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere.onnx is missing").hasMessageContaining("./mesh models pull silero-vad");
  }

  @Test
  void otherWeights_read_areRefused(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("silero_vad_v6.onnx"), new byte[2_327_524]);
    assertThatThrownBy(() -> SileroModelFile.read(file.toString())).isInstanceOf(IOException.class)
        .hasMessageContaining(SileroModelFile.SHA256).hasMessageContaining("./mesh models pull silero-vad");
  }
}
