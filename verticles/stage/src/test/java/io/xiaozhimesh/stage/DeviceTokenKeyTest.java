package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTokenKeyTest {

  @TempDir
  Path data;

  @Test
  void noKeyConfigured_askedTwice_makesOneAndKeepsIt() {
    List<byte[]> first = DeviceTokenKey.keys("", data.resolve("new"));

    assertThat(first).hasSize(1);
    assertThat(first.get(0)).hasSize(64);
    assertThat(DeviceTokenKey.keys("", data.resolve("new")).get(0)).isEqualTo(first.get(0));
    assertThat(DeviceTokenKey.keys("", data).get(0)).isNotEqualTo(first.get(0));
  }

  @Test
  void keyFile_made_isForItsOwnerOnly() throws IOException {
    DeviceTokenKey.keys("", data);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(DeviceTokenKey.FILE))))
        .isEqualTo("rw-------");
  }

  @Test
  void severalKeysConfigured_read_keepTheirOrderAndTouchNoFile() {
    assertThat(DeviceTokenKey.keys("new, old", data))
        .extracting(k -> new String(k, StandardCharsets.UTF_8)).containsExactly("new", "old");
    assertThat(data.resolve(DeviceTokenKey.FILE)).doesNotExist();
  }

  @Test
  void emptyKeyFile_read_failsWithItsPath() throws IOException {
    Files.createFile(data.resolve(DeviceTokenKey.FILE));

    assertThatThrownBy(() -> DeviceTokenKey.keys("", data)).hasMessageContaining(DeviceTokenKey.FILE);
  }
}
