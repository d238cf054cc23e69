package io.xiaozhimesh.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.Role;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2RegistryVerticleTest extends RegistryVerticleContract {

  @TempDir
  private Path directory;

  @Override
  String emptyDatabaseUrl() {
    return "jdbc:h2:file:" + directory.resolve(UUID.randomUUID().toString());
  }

  @Test
  void databaseThatCannotBeOpened_deployed_failsWithTheOption() {
    JsonObject section = JsonObject.of("url", "jdbc:h2:file:/proc/no/such/place");

    Future<String> message = vertx.deployVerticle(new RegistryVerticle(stage, RegistryOptions.from(section)))
        .transform(result -> Future.succeededFuture(result.cause().getMessage()));

    assertThat(await(message)).contains("registry.url");
    assertThat(stage.directory().candidates(Role.REGISTRY)).isEmpty();
  }
}
