package io.xiaozhimesh.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageKindTest {

  private static byte[] starting(String hex) {
    return Arrays.copyOf(HexFormat.of().parseHex(hex), 16);
  }

  @ParameterizedTest
  @CsvSource({"ffd8ffe0,JPEG", "89504e470d0a1a0a,PNG", "474946383961,GIF", "424d,BMP", "49492a00,TIFF", "4d4d002a,TIFF",
      "52494646000000005745425056503820,WEBP"})
  void image_read_isKnownByItsFirstBytes(String hex, ImageKind kind) {
    assertThat(ImageKind.of(starting(hex))).contains(kind);
    assertThat(kind.mediaType()).startsWith("image/");
  }

  @ParameterizedTest
  @CsvSource({"00", "3c73766720", "52494646000000005741564566", "ffd900", "7b7d"})
  void otherFile_read_isNoImage(String hex) {
    assertThat(ImageKind.of(starting(hex))).isEmpty();
  }

  @Test
  void shortFile_read_isNoImage() {
    assertThat(ImageKind.of(new byte[0])).isEmpty();
    assertThat(ImageKind.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})).isEmpty();
  }
}
