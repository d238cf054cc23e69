package io.xiaozhimesh.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {

  private static final String SECRET = "sk-Zq81 with blanks 好";

  @TempDir
  Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void whereThingsAre() {
    environment.put(SecretStore.FILE_VARIABLE, folder.resolve("secrets.json").toString());
    environment.put(SecretStore.KEY_FILE_VARIABLE, folder.resolve("key/secrets.key").toString());
  }

  private SecretStore store() {
    return new SecretStore(environment);
  }

  @Test
  void kept_isFoundAgain_andStandsNowhereInTheClear() throws IOException {
    store().set("doubao", SECRET);
    store().set("other", "x");

    assertThat(store().get("doubao")).isEqualTo(SECRET);
    assertThat(store().names()).containsExactly("doubao", "other");
    assertThat(Files.readString(folder.resolve("secrets.json"))).doesNotContain("sk-", "Zq81");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets.json"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key/secrets.key"))))
        .isEqualTo("rw-------");
    assertThat(store().remove("other")).isTrue();
    assertThat(store().remove("other")).isFalse();
  }

  @Test
  void sameSecretTwice_looksDifferent() throws IOException {
    store().set("a", SECRET);
    String first = Files.readString(folder.resolve("secrets.json"));
    store().set("a", SECRET);

    assertThat(Files.readString(folder.resolve("secrets.json"))).isNotEqualTo(first);
  }

  @Test
  void alteredExchangedOrWithAnotherKey_isRefusedWithoutAWordOfIt() throws IOException {
    store().set("a", SECRET);
    store().set("b", "other");
    JsonObject all = new JsonObject(Files.readString(folder.resolve("secrets.json")));
    Files.writeString(folder.resolve("secrets.json"), all.copy().put("b", all.getString("a")).encode());
    assertThatThrownBy(() -> store().get("b")).isInstanceOf(ConfigException.class)
        .hasMessageContaining("was altered").hasMessageNotContaining(SECRET);

    Files.writeString(folder.resolve("secrets.json"), all.encode());
    environment.put(SecretStore.KEY_VARIABLE, "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    assertThatThrownBy(() -> store().get("a")).hasMessageContaining("the key is another one");
    environment.put(SecretStore.KEY_VARIABLE, "short");
    assertThatThrownBy(() -> store().get("a")).hasMessageContaining("32 bytes in Base64");
  }

  @Test
  void absent_isNamed_andNoKeyIsMadeForReading() {
    assertThatThrownBy(() -> store().get("nothing")).hasMessageContaining("mesh config secret set nothing");
    store().set("a", SECRET);
    environment.put(SecretStore.KEY_FILE_VARIABLE, folder.resolve("gone").toString());
    assertThatThrownBy(() -> store().get("a")).hasMessageContaining("neither in");
    assertThat(folder.resolve("gone")).doesNotExist();
  }

  @Test
  void reference_isResolved_andEveryPrintMasksIt() {
    store().set("doubao", SECRET);
    JsonObject config = new JsonObject()
        .put("models", new JsonObject().put("a", new JsonObject().put("apiKey", "${SECRET:doubao}").put("accessKeyId", "id")))
        .put("list", new JsonArray().add(new JsonObject().put("token", "Bearer ${SECRET:doubao}")));
    JsonObject resolved = SecretText.resolved(config, environment);

    assertThat(resolved.getJsonObject("models").getJsonObject("a").getString("apiKey")).isEqualTo(SECRET);
    assertThat(resolved.encode()).contains("Bearer " + SECRET);
    assertThat(SecretText.masked(resolved).encode()).doesNotContain("sk-").contains("********")
        .doesNotContain("\"id\"");
  }
}
