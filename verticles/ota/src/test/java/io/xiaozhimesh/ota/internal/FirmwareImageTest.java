package io.xiaozhimesh.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirmwareImageTest {

  private static final List<FirmwareImage> ALL = Stream.of(
          "a_board_1.9.0.bin", "a_board_1.10.0.bin", "a_board_1.2.0.bin", "other_9.0.0.bin")
      .map(f -> FirmwareImage.parse(f).orElseThrow()).toList();

  private static Optional<String> newer(String running, String... models) {
    return FirmwareImage.newerThan(new FirmwareVersion(running), Set.of(models), ALL).map(FirmwareImage::file);
  }

  @Test
  void fileName_parsed_isSplitAtTheLastUnderscore() {
    assertThat(FirmwareImage.parse("a_board_1.2.3-beta.bin")).contains(
        new FirmwareImage("a_board", new FirmwareVersion("1.2.3-beta"), "a_board_1.2.3-beta.bin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"board_v1.bin", "board_1..2.bin", "board-1.2.bin", "_1.2.bin", "../x_1.2.bin", "x_1.2.BIN",
      ".x_1.2.bin", "a b_1.2.bin", "board_1.2.bin.part"})
  void otherFileName_parsed_isNoImage(String file) {
    assertThat(FirmwareImage.parse(file)).isEmpty();
  }

  @Test
  void olderDevice_asked_getsTheNewestOfItsModel() {
    assertThat(newer("1.2.0", "a_board")).contains("a_board_1.10.0.bin");
    assertThat(newer("1.2.0", "a_board", "other")).contains("other_9.0.0.bin");
  }

  @Test
  void deviceUpToDateOrOfAnotherModel_asked_getsNone() {
    assertThat(newer("1.10.0", "a_board")).isEmpty();
    assertThat(newer("2.0", "a_board")).isEmpty();
    assertThat(newer("1.0", "board")).isEmpty();
  }
}
