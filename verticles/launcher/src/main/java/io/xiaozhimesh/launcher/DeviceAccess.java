package io.xiaozhimesh.launcher;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ingress.socket.TokenCheck;
import io.xiaozhimesh.launcher.config.MeshHome;
import io.xiaozhimesh.stage.DeviceTokenKey;
import io.xiaozhimesh.stage.DeviceTokens;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.OptionsReader;

/** Who may connect, from the section "auth": the keys behind the tokens, and which devices need one. */
final class DeviceAccess {

  /** Which devices need a token. */
  enum Demand {
    /** All. */
    REQUIRED,
    /** Those that are neither on this machine nor in a private network. */
    LOCAL,
    /** None. */
    OFF
  }

  private final DeviceTokens tokens;
  private final TokenCheck check;

  DeviceAccess(JsonObject section, MeshClock clock) {
    OptionsReader in = new OptionsReader("auth", section);
    tokens = new DeviceTokens(
        DeviceTokenKey.keys(in.text("key", ""), MeshHome.path().resolve(in.text("dataDir", "data"))),
        in.integer("validityDays", DeviceTokens.DEFAULT_VALIDITY_DAYS, 1, 3_650));
    TokenCheck required = TokenCheck.of(tokens, clock);
    check = switch (in.choice("tokenDemand", Demand.LOCAL)) {
      case REQUIRED -> required;
      case LOCAL -> required.exceptFromPrivateNetworks();
      case OFF -> TokenCheck.open();
    };
  }

  DeviceTokens tokens() {
    return tokens;
  }

  TokenCheck check() {
    return check;
  }
}
