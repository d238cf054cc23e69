package io.xiaozhimesh.ota.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that devices may download: a file {@code {model}_{version}.bin}.
 *
 * @param model the board that it is for
 * @param version what it would install
 * @param file its name in the folder
 */
public record FirmwareImage(String model, FirmwareVersion version, String file) {

  private static final int NAME_CHARS_MAX = 128;
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)_([0-9][A-Za-z0-9.-]*)\\.bin");

  /** The image with this file name, or empty when it is none or its version would crash a device. */
  public static Optional<FirmwareImage> parse(String file) {
    Matcher parts = NAME.matcher(file);
    if (file.length() > NAME_CHARS_MAX || !parts.matches()) {
      return Optional.empty();
    }
    return FirmwareVersion.parse(parts.group(2)).map(v -> new FirmwareImage(parts.group(1), v, file));
  }

  /** The newest image for one of the models that is newer than what runs. */
  public static Optional<FirmwareImage> newerThan(
      FirmwareVersion running, Set<String> models, List<FirmwareImage> all) {
    return all.stream()
        .filter(i -> models.contains(i.model) && i.version.isNewerThan(running))
        .max(Comparator.comparing(FirmwareImage::version));
  }
}
