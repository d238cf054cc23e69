package io.xiaozhimesh.ota.internal;

import java.util.Optional;

/** Which image formats are taken, told apart by their first bytes and by nothing that the sender claims. */
public enum ImageKind {
  /** What cameras send. */
  JPEG("image/jpeg"),
  /** Portable Network Graphics. */
  PNG("image/png"),
  /** GIF87a, GIF89a. */
  GIF("image/gif"),
  /** Windows bitmap. */
  BMP("image/bmp"),
  /** Either byte order. */
  TIFF("image/tiff"),
  /** A RIFF file of the form WEBP. */
  WEBP("image/webp");

  private static final int BYTES_MIN = 12;

  private final String mediaType;

  ImageKind(String mediaType) {
    this.mediaType = mediaType;
  }

  /** For a data URL. */
  public String mediaType() {
    return mediaType;
  }

  /** The format of these bytes. */
  public static Optional<ImageKind> of(byte[] bytes) {
    if (bytes.length < BYTES_MIN) {
      return Optional.empty();
    } else if (at(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of(JPEG);
    } else if (at(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return Optional.of(PNG);
    } else if (at(bytes, 0, 'G', 'I', 'F', '8')) {
      return Optional.of(GIF);
    } else if (at(bytes, 0, 'B', 'M')) {
      return Optional.of(BMP);
    } else if (at(bytes, 0, 'I', 'I', '*', 0) || at(bytes, 0, 'M', 'M', 0, '*')) {
      return Optional.of(TIFF);
    }
    return at(bytes, 0, 'R', 'I', 'F', 'F') && at(bytes, 8, 'W', 'E', 'B', 'P') ? Optional.of(WEBP) : Optional.empty();
  }

  private static boolean at(byte[] bytes, int offset, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[offset + i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
