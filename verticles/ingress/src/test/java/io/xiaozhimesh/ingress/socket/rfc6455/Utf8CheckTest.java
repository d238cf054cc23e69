package io.xiaozhimesh.ingress.socket.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8CheckTest {

  @Test
  void everyCodePoint_isAcceptedByteByByte() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        Utf8Check check = new Utf8Check();
        for (int i = 0; i < bytes.length; i++) {
          assertThat(check.accept(bytes, i, i + 1)).isTrue();
          assertThat(check.complete()).isEqualTo(i == bytes.length - 1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "BF", "C080", "C1BF", "E08080", "E09FBF", "EDA080", "EDBFBF", "F08FBFBF", "F0808080",
      "F4908080", "F5", "F8", "FC", "FE", "FF", "C3C3", "E282C3", "41C341"})
  void malformedSequence_isRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(new Utf8Check().accept(bytes, 0, bytes.length)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C3", "E282", "F09F98", "ED9F"})
  void cutSequence_isAcceptedButIncomplete(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    Utf8Check check = new Utf8Check();
    assertThat(check.accept(bytes, 0, bytes.length)).isTrue();
    assertThat(check.complete()).isFalse();
  }

  @Test
  void randomBytes_areJudgedAsThePlatformDoes() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int[] interesting = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF,
        0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = new byte[random.nextInt(6)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) interesting[random.nextInt(interesting.length)];
      }
      Utf8Check check = new Utf8Check();
      boolean ours = check.accept(bytes, 0, bytes.length) && check.complete();
      assertThat(ours).as(HexFormat.of().formatHex(bytes)).isEqualTo(platformAccepts(bytes));
    }
  }

  private static boolean platformAccepts(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
