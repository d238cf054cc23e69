package io.xiaozhimesh.launcher.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that vouches for itself, made by the JDK's keytool, as the PEM files that the configuration names. */
final class Certificates {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path key;
  private final Path cert;

  Certificates(Path folder, String name) throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair", "-alias", "node", "-keyalg", "EC", "-dname", "CN=" + name, "-validity", "2",
        "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-storepass", new String(PASSWORD), "-keystore",
        store.toString()).inheritIO().start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      made.load(in, PASSWORD);
    }
    key = pem(folder.resolve(name + ".key"), "PRIVATE KEY", made.getKey("node", PASSWORD).getEncoded());
    cert = pem(folder.resolve(name + ".crt"), "CERTIFICATE", made.getCertificate("node").getEncoded());
  }

  String key() {
    return key.toString();
  }

  String cert() {
    return cert.toString();
  }

  private static Path pem(Path file, String type, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
  }
}
