package io.xiaozhimesh.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Where the keys behind {@link DeviceTokens} come from: the configuration, or a file in the data directory that is made
 * once and that only its owner may read. Blocks on the file system: call it while the node starts.
 */
public final class DeviceTokenKey {

  /** The file in the data directory: one key per line, the first one signs. */
  public static final String FILE = "device-token.key";

  private static final int KEY_BYTES = 32;

  private DeviceTokenKey() {
  }

  /**
   * The keys to use.
   *
   * @param configured keys separated by commas, the first one signs; "" to use the file
   * @param dataDirectory where the file stands or is made
   */
  public static List<byte[]> keys(String configured, Path dataDirectory) {
    String written = configured.isBlank() ? fromFile(dataDirectory) : configured;
    List<byte[]> keys = Arrays.stream(written.split("[,\\n]"))
        .map(String::strip)
        .filter(k -> !k.isEmpty())
        .map(k -> k.getBytes(StandardCharsets.UTF_8))
        .toList();
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key for device tokens in " + dataDirectory.resolve(FILE));
    }
    return keys;
  }

  private static String fromFile(Path dataDirectory) {
    Path file = dataDirectory.resolve(FILE);
    try {
      Files.createDirectories(dataDirectory);
      if (Files.notExists(file)) {
        create(file);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the key for device tokens in " + file, e);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly = posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
        : new FileAttribute<?>[0];
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, ownerOnly)) {
      channel.write(StandardCharsets.US_ASCII.encode(HexFormat.of().formatHex(key) + '\n'));
    }
  }
}
