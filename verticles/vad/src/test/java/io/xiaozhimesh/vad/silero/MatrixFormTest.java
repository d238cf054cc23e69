package io.xiaozhimesh.vad.silero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.xiaozhimesh.stage.Metrics;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MatrixFormTest {

  private final Metrics metrics = Metrics.inMemory();

  @Test
  void selfTest_expectsWhatTheOfficialGraphSays() throws Exception {
    try (SileroModel official = Golden.model()) {
      assertThat(SelfTest.probabilities(official)).containsExactly(SelfTest.expected(), within(2e-6f));
    }
  }

  @Test
  void selfTest_holdsSpeechAndSilence() {
    assertThat(SelfTest.expected()).hasSize(32);
    assertThat(SelfTest.expected()[2]).isLessThan(0.05f);
    assertThat(SelfTest.expected()[12]).isGreaterThan(0.95f);
  }

  @Test
  void officialWeights_areUsedInMatrixForm() throws Exception {
    try (SileroModel model = SileroModel.fastest(Golden.official(), metrics)) {
      assertThat(model.form()).isEqualTo("matrix");
      assertThat(SelfTest.difference(model)).isLessThanOrEqualTo(SelfTest.TOLERANCE);
    }
    assertThat(metrics.counted("mesh.vad.matrix.refused")).isZero();
  }

  @Test
  void oneWeightTamperedWith_officialGraphIsUsed() throws Exception {
    byte[] file = Golden.official();
    float weight = new SileroWeights(file).get("decoder.decoder.2.weight", 128)[5];
    byte[] bytes = floatBytes(weight);
    int at = indexOf(file, bytes);
    System.arraycopy(floatBytes(weight + 0.5f), 0, file, at, bytes.length);
    assertOfficialIsUsed(file);
  }

  @Test
  void weightsUnderOtherNames_officialGraphIsUsed() throws Exception {
    byte[] file = Golden.official();
    byte[] name = "then_branch__Inline_0__encoder.3".getBytes(StandardCharsets.US_ASCII);
    int renamed = 0;
    for (int at = indexOf(file, name); at >= 0; at = indexOf(file, name)) {
      file[at + name.length - 1] = '9';
      renamed++;
    }
    assertThat(renamed).isGreaterThan(1);
    assertOfficialIsUsed(file);
  }

  @Test
  void rubbish_read_isRefused() {
    byte[] rubbish = {58, 127, 1, 2};
    assertThatThrownBy(() -> new SileroWeights(rubbish)).isInstanceOf(IllegalArgumentException.class);
  }

  private void assertOfficialIsUsed(byte[] file) throws Exception {
    try (SileroModel model = SileroModel.fastest(file, metrics); SileroScorer scorer = model.scorer(1)) {
      assertThat(model.form()).isEqualTo("official");
      assertThat(Golden.probabilities(scorer, new short[512])[0]).isBetween(0f, 1f);
    }
    assertThat(metrics.counted("mesh.vad.matrix.refused")).isOne();
  }

  private static byte[] floatBytes(float value) {
    return ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
  }

  private static int indexOf(byte[] where, byte[] what) {
    for (int at = 0; at <= where.length - what.length; at++) {
      if (Arrays.equals(where, at, at + what.length, what, 0, what.length)) {
        return at;
      }
    }
    return -1;
  }
}
