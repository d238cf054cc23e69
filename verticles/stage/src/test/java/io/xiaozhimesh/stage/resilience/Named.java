package io.xiaozhimesh.stage.resilience;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.providers.ProviderSpec;

/** Providers that are their own names. */
final class Named {

  private Named() {
  }

  static ProviderSpec spec(String name, int weight) {
    return new ProviderSpec(name, "type", weight, new OptionsReader("x." + name, new JsonObject()));
  }

  static Guarded<String> guarded(String name, int weight, GuardRules rules, ManualTime time) {
    return new Guarded<>(spec(name, weight), name.startsWith("local"), name, rules, time);
  }
}
