package io.xiaozhimesh.plugins.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

  private final Doorkeeper local = new Doorkeeper("127.0.0.1", "", List.of("https://console.example"));
  private final Doorkeeper open = new Doorkeeper("0.0.0.0", "sesame-street", List.of());

  @Test
  void ownMachine_mayAskByItsOwnNamesOnly() {
    assertThat(local.refusal("localhost:8005", null, null)).isZero();
    assertThat(local.refusal("[::1]:8005", "http://127.0.0.1:3000", null)).isZero();
    assertThat(local.refusal("evil.example", null, null)).isEqualTo(403);
    assertThat(local.refusal(null, null, null)).isEqualTo(403);
  }

  @Test
  void foreignPage_isRefused_unlessItIsNamed() {
    assertThat(local.refusal("localhost", "https://evil.example", null)).isEqualTo(403);
    assertThat(local.refusal("localhost", "https://localhost.evil.example", null)).isEqualTo(403);
    assertThat(local.refusal("localhost", "null", null)).isEqualTo(403);
    assertThat(local.refusal("localhost", "https://console.example", null)).isZero();
  }

  @Test
  void token_isDemandedWhereItIsSet() {
    assertThat(open.refusal("mesh.lan", null, "Bearer sesame-street")).isZero();
    assertThat(open.refusal("mesh.lan", null, "Bearer sesame")).isEqualTo(401);
    assertThat(open.refusal("mesh.lan", null, null)).isEqualTo(401);
  }

  @Test
  void publicInterfaceWithoutToken_isNotServed() {
    assertThatThrownBy(() -> new Doorkeeper("0.0.0.0", "", List.of())).hasMessageContaining("plugins.mcp.offer.token");
  }
}
