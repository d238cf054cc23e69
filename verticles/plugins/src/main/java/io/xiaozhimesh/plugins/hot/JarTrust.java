package io.xiaozhimesh.plugins.hot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Whose jars are run. Without trusted certificates everybody's; with them only a jar of which every entry is signed by
 * the key of one of them. The keys are pinned: a certificate's own expiry does not count. Thread-safe; blocks on files.
 */
final class JarTrust {

  /** Unpacked, so that a small jar cannot become a large burden. */
  static final long UNPACKED_BYTES_MAX = 256L << 20;

  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/(MANIFEST\\.MF|SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC))");

  private final Set<PublicKey> keys;

  private JarTrust(Set<PublicKey> keys) {
    this.keys = Set.copyOf(keys);
  }

  /** Trusts the certificates in a PEM file, or, without a file, everybody. */
  static JarTrust in(String pemFile) {
    return pemFile.isEmpty() ? new JarTrust(Set.of()) : new JarTrust(keys(Path.of(pemFile)));
  }

  /**
   * Reads the whole jar.
   *
   * @throws PluginRefused when it is broken, unsigned, altered, or signed by somebody else
   */
  void check(Path jar) {
    try (JarFile file = new JarFile(jar.toFile(), true)) {
      long unpacked = 0;
      byte[] buffer = new byte[16_384];
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements();) {
        JarEntry entry = entries.nextElement();
        unpacked += read(file, entry, buffer, UNPACKED_BYTES_MAX - unpacked);
        checkSigner(entry);
      }
    } catch (SecurityException e) {
      throw PluginRefused.unfit("The jar was altered after it was signed: " + e.getMessage());
    } catch (IOException e) {
      throw PluginRefused.unfit("The jar cannot be read: " + e.getMessage());
    }
  }

  private static long read(JarFile file, JarEntry entry, byte[] buffer, long most) throws IOException {
    long bytes = 0;
    try (InputStream in = file.getInputStream(entry)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
        if (bytes > most) {
          throw PluginRefused.unfit("The jar is larger than " + UNPACKED_BYTES_MAX + " bytes when it is unpacked.");
        }
      }
    }
    return bytes;
  }

  private void checkSigner(JarEntry entry) {
    if (keys.isEmpty() || entry.isDirectory()
        || SIGNATURE.matcher(entry.getName().toUpperCase(Locale.ROOT)).matches()) {
      return;
    }
    CodeSigner[] signers = entry.getCodeSigners();
    if (signers == null) {
      throw PluginRefused.unfit("The jar's entry " + entry.getName() + " is not signed.");
    }
    for (CodeSigner signer : signers) {
      if (keys.contains(signer.getSignerCertPath().getCertificates().get(0).getPublicKey())) {
        return;
      }
    }
    throw PluginRefused.unfit("The jar's entry " + entry.getName() + " is signed by nobody who is trusted.");
  }

  private static Set<PublicKey> keys(Path pemFile) {
    Set<PublicKey> keys = new HashSet<>();
    try (InputStream in = Files.newInputStream(pemFile)) {
      for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        keys.add(certificate.getPublicKey());
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("plugins.hot.trustFile " + pemFile + " cannot be read: " + e.getMessage(), e);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("plugins.hot.trustFile " + pemFile + " has no certificate");
    }
    return keys;
  }
}
