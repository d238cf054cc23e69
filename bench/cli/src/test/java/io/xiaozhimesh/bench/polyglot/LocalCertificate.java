package io.xiaozhimesh.bench.polyglot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate for this machine that signs itself, made by the JDK's keytool, as PEM files in a folder. */
record LocalCertificate(String certFile, String keyFile) {

  private static final String PASSWORD = "changeit";

  static LocalCertificate in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("own.p12");
    Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair", "-alias", "own", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost",
        "-ext", "san=dns:localhost,ip:127.0.0.1", "-ext", "bc=ca:true", "-validity", "2", "-storetype", "PKCS12",
        "-keystore", store.toString(), "-storepass", PASSWORD).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new LocalCertificate(
        pem(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("own").getEncoded()),
        pem(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("own", PASSWORD.toCharArray()).getEncoded()));
  }

  private static String pem(Path file, String what, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n").toString();
  }
}
