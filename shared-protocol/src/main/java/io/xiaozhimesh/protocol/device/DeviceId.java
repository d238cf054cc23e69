package io.xiaozhimesh.protocol.device;

import io.xiaozhimesh.protocol.Limits;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The normalised id of a device: the primary key of everything that is known about it. Firmware sends its MAC address
 * in lower-case pairs joined by colons; desktop clients send it in upper case or joined by {@code -}; browser and test
 * clients send opaque ids such as {@code web_test_1}. Immutable.
 *
 * @param value a MAC address as {@code aa:bb:cc:dd:ee:ff}, or an opaque id of 1 to 128 letters, digits and
 *     {@code _ . : -} exactly as it was sent
 */
public record DeviceId(String value) {

  private static final Pattern MAC = Pattern.compile(
      "[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{2}(-[0-9A-Fa-f]{2}){5}");
  private static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9_.:-]+");

  /** Fails with {@link IllegalArgumentException} unless {@code value} is in the normal form. */
  public DeviceId {
    if (!normal(value).filter(n -> n.equals(value)).isPresent()) {
      throw new IllegalArgumentException("not a normalised device id");
    }
  }

  /** The id that a client sent, surrounding blanks removed; empty when it is missing or no id at all. */
  public static Optional<DeviceId> parse(String sent) {
    return normal(sent == null ? "" : sent.strip()).map(DeviceId::new);
  }

  /** Whether this is a MAC address. */
  public boolean isMac() {
    return MAC.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }

  private static Optional<String> normal(String sent) {
    if (sent == null || sent.length() > Limits.DEVICE_ID_CHARS_MAX || !OPAQUE.matcher(sent).matches()) {
      return Optional.empty();
    }
    return Optional.of(MAC.matcher(sent).matches() ? sent.replace('-', ':').toLowerCase(Locale.ROOT) : sent);
  }
}
