package io.xiaozhimesh.vad.silero;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The file with the weights of Silero VAD 6.2 (MIT). It is not part of this project: a file of the same name and even
 * the same length may hold other weights, so it is known by its hash.
 */
public final class SileroModelFile {

  /** SHA-256 of the official file of version 6.2, 2,327,524 bytes. */
  public static final String SHA256 = "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3";

  private static final String REMEDY = "run: ./mesh models pull silero-vad";

  private SileroModelFile() {
  }

  /**
   * Finds and verifies the file. A relative name is looked for in the working directory, then in the project root
   * (system property {@code mesh.root}).
   *
   * @throws IOException when it is missing or holds something else, with what mends it
   */
  public static byte[] read(String name) throws IOException {
    Path file = find(name);
    byte[] bytes = Files.readAllBytes(file);
    String found = sha256(bytes);
    if (!found.equals(SHA256)) {
      throw new IOException(file + " has the SHA-256 " + found + " instead of " + SHA256 + "; " + REMEDY);
    }
    return bytes;
  }

  private static Path find(String name) throws IOException {
    Path here = Path.of(name).toAbsolutePath();
    if (Files.isRegularFile(here)) {
      return here;
    }
    Path inProject = Path.of(System.getProperty("mesh.root", ".")).resolve(name);
    if (Files.isRegularFile(inProject)) {
      return inProject;
    }
    throw new IOException("the speech model " + here + " is missing; " + REMEDY);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
