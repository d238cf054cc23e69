package io.xiaozhimesh.plugins.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.Test;

class SignedJarTest extends HotPluginsTestBase {

  private static final char[] PASSWORD = "for tests only".toCharArray();

  @Test
  void withATrustStore_onlyWhatIsSignedByItsKeyRuns() throws Exception {
    KeyStore.PrivateKeyEntry ours = key("ours");
    start(new JsonObject().put("trustFile", trust(ours).toString()));
    Path plain = jar("one");

    assertThat(deploy("hello-1.0.0.jar", signed(plain, ours)).state()).isEqualTo(PluginStatus.State.LIVE);
    assertRefused(plain, "is not signed");
    assertRefused(signed(plain, key("theirs")), "is signed by nobody who is trusted");
    assertRefused(withEntry(signed(plain, ours), "p/Added.class"), "p/Added.class is not signed");
    assertRefused(altered(signed(plain, ours)), "was altered after it was signed");

    assertThat(call("hello").text()).isEqualTo("one");
  }

  @Test
  void droppedUnsignedJar_isRefusedWithItsReason() throws Exception {
    start(new JsonObject().put("trustFile", trust(key("ours")).toString()));

    drop(jar("one"), "hello-1.0.0.jar");

    until(() -> status("hello") != null && !status("hello").problem().isEmpty());
    assertThat(status("hello").problem()).startsWith("hello-1.0.0: The jar's entry ").endsWith(" is not signed.");
    assertThat(plugins.find("s1", "hello").isPresent()).isFalse();
  }

  @Test
  void withoutATrustStore_anAlteredSignedJarIsStillRefused() throws Exception {
    start(new JsonObject());

    assertRefused(altered(signed(jar("one"), key("ours"))), "was altered after it was signed");
  }

  @Test
  void unreadableTrustFile_failsTheStart() throws Exception {
    Path empty = Files.createFile(work.resolve("empty.pem"));
    HotPlugins failing = new HotPlugins(stage, options(empty), java.util.Set.of());
    assertThatThrownBy(() -> onContext(() -> failing.start(vertx, context))).hasMessageContaining("has no certificate");

    HotPlugins missing = new HotPlugins(stage, options(work.resolve("none.pem")), java.util.Set.of());
    assertThatThrownBy(() -> onContext(() -> missing.start(vertx, context))).hasMessageContaining("cannot be read");
  }

  private HotPluginsOptions options(Path trustFile) {
    return HotPluginsOptions.from(new io.xiaozhimesh.stage.OptionsReader("plugins",
        new JsonObject().put("hot", new JsonObject().put("trustFile", trustFile.toString()))));
  }

  private void assertRefused(Path jar, String reason) {
    assertThatThrownBy(() -> deploy("hello-2.0.0.jar", jar)).isInstanceOf(PluginRefused.class)
        .hasMessageContaining(reason);
  }

  private Path jar(String words) {
    return jars.oneTool("hello-1.0.0.jar", "return now(ToolAnswer.say(\"" + words + "\"));");
  }

  private KeyStore.PrivateKeyEntry key(String name) throws Exception {
    Path file = work.resolve(name + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made = new ProcessBuilder(List.of(keytool, "-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname",
        "CN=" + name, "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD)))
        .redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes());
    assertThat(made.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
    return (KeyStore.PrivateKeyEntry) store.getEntry("a", new KeyStore.PasswordProtection(PASSWORD));
  }

  private Path trust(KeyStore.PrivateKeyEntry key) throws Exception {
    String body = Base64.getMimeEncoder().encodeToString(key.getCertificate().getEncoded());
    return Files.writeString(work.resolve("trust.pem"),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }

  private Path signed(Path jar, KeyStore.PrivateKeyEntry key) throws Exception {
    Path signed = Files.createTempFile(work, "signed", ".jar");
    try (ZipFile in = new ZipFile(jar.toFile()); OutputStream out = Files.newOutputStream(signed)) {
      new JarSigner.Builder(key).build().sign(in, out);
    }
    return signed;
  }

  private Path withEntry(Path jar, String name) throws Exception {
    return rewritten(jar, name, false);
  }

  /** One byte of the class file is another. */
  private Path altered(Path jar) throws Exception {
    return rewritten(jar, "", true);
  }

  private Path rewritten(Path jar, String added, boolean alter) throws Exception {
    Path copy = Files.createTempFile(work, "rewritten", ".jar");
    try (InputStream file = Files.newInputStream(jar); ZipInputStream in = new ZipInputStream(file);
        OutputStream target = Files.newOutputStream(copy); ZipOutputStream out = new ZipOutputStream(target)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        if (alter && entry.getName().endsWith(".class")) {
          bytes[bytes.length / 2] ^= 1;
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(bytes);
      }
      if (!added.isEmpty()) {
        out.putNextEntry(new ZipEntry(added));
        out.write(new byte[] {1, 2, 3});
      }
    }
    return copy;
  }
}
