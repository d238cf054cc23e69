package io.xiaozhimesh.launcher.config;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets in an encrypted file, by name: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce for each value and its
 * name as associated data, so that values cannot be exchanged unnoticed. The key, 32 bytes in Base64, is never in that
 * file: it comes from the environment variable {@value #KEY_VARIABLE}, or from a file of its own that is readable by its
 * owner only. Blocks; one process writes at a time.
 */
public final class SecretStore {

  /** Holds the key itself. */
  public static final String KEY_VARIABLE = "XIAOZHI_MESH_SECRETS_KEY";
  /** Names the key's file; without it {@code ~/.config/xiaozhi-mesh/secrets.key}. */
  public static final String KEY_FILE_VARIABLE = "XIAOZHI_MESH_SECRETS_KEY_FILE";
  /** Names the encrypted file; without it {@code data/secrets.json} below the mesh's home. */
  public static final String FILE_VARIABLE = "XIAOZHI_MESH_SECRETS_FILE";

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";

  private final Path file;
  private final Path keyFile;
  private final String keyText;

  /** Where the environment says. */
  public SecretStore(Map<String, String> environment) {
    this.file = MeshHome.path().resolve(environment.getOrDefault(FILE_VARIABLE, "data/secrets.json"));
    this.keyFile = Path.of(environment.getOrDefault(KEY_FILE_VARIABLE,
        Path.of(System.getProperty("user.home"), ".config", "xiaozhi-mesh", "secrets.key").toString()));
    this.keyText = environment.getOrDefault(KEY_VARIABLE, "");
  }

  /** The names that are there. */
  public Set<String> names() {
    return new TreeSet<>(read().fieldNames());
  }

  /**
   * The secret of this name.
   *
   * @throws ConfigException when there is none, or the key is missing or another one
   */
  public String get(String name) {
    String sealed = read().getString(name);
    if (sealed == null) {
      throw new ConfigException("the secret " + name + " is not in " + file + ": mesh config secret set " + name);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(sealed);
      return new String(cipher(Cipher.DECRYPT_MODE, name, bytes, key(false))
          .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ConfigException("the secret " + name + " cannot be read: the key is another one, or " + file + " was altered");
    }
  }

  /** Keeps a secret; makes the key's file when there is no key yet. */
  public void set(String name, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce, key(true)).doFinal(secret.getBytes(StandardCharsets.UTF_8));
      byte[] whole = new byte[NONCE_BYTES + sealed.length];
      System.arraycopy(nonce, 0, whole, 0, NONCE_BYTES);
      System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
      write(read().put(name, Base64.getEncoder().encodeToString(whole)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }

  /** Forgets a secret; false when there was none. */
  public boolean remove(String name) {
    JsonObject all = read();
    if (all.remove(name) == null) {
      return false;
    }
    write(all);
    return true;
  }

  private static Cipher cipher(int mode, String name, byte[] beginsWithNonce, byte[] key)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, beginsWithNonce, 0, NONCE_BYTES));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private byte[] key(boolean mayMake) {
    try {
      if (keyText.isEmpty() && mayMake && Files.notExists(keyFile)) {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        writePrivately(keyFile, Base64.getEncoder().encodeToString(fresh) + "\n");
      }
      byte[] key = Base64.getDecoder().decode(keyText.isEmpty() ? Files.readString(keyFile).strip() : keyText.strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IOException e) {
      throw new ConfigException("the key of the secrets is neither in " + KEY_VARIABLE + " nor in " + keyFile);
    } catch (IllegalArgumentException e) {
      // Not Base64: said below, as of any other wrong length.
    }
    throw new ConfigException("the key of the secrets is not " + KEY_BYTES + " bytes in Base64");
  }

  private JsonObject read() {
    try {
      return Files.notExists(file) ? new JsonObject() : new JsonObject(Files.readString(file));
    } catch (IOException e) {
      throw new ConfigException("the secrets in " + file + " cannot be read: " + e.getMessage());
    } catch (DecodeException e) {
      throw new ConfigException("the secrets in " + file + " are no JSON");
    }
  }

  private void write(JsonObject all) {
    try {
      writePrivately(file, all.encodePrettily() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void writePrivately(Path to, String text) throws IOException {
    Path folder = to.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    Path fresh = posix
        ? Files.createTempFile(folder, "secrets", ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : Files.createTempFile(folder, "secrets", ".tmp");
    Files.writeString(fresh, text);
    Files.move(fresh, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
