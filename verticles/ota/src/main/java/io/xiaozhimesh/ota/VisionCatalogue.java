package io.xiaozhimesh.ota;

import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.providers.NamedProviders;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** Who explains photos, as the configuration names them, and how they are made. */
final class VisionCatalogue {

  private final Map<String, VisionProvider> types = new TreeMap<>();
  private final OtaOptions options;
  private final NamedProviders named;
  private final Vertx vertx;

  /** @throws IllegalArgumentException for a wrong entry of {@code ota.vision.providers} */
  VisionCatalogue(OtaOptions options, Vertx vertx) {
    ServiceLoader.load(VisionProvider.class).forEach(provider -> types.put(provider.name(), provider));
    OptionsReader in = new OptionsReader("ota.vision", options.vision());
    this.options = options;
    this.named = new NamedProviders(in, "providers", types.keySet(),
        Map.of(in.text("provider", ""), new OptionsReader("ota.vision", options.vision())));
    this.vertx = vertx;
  }

  /** Those that are asked, in order, then the others. */
  List<ProviderSpec> all() {
    Set<String> names = new LinkedHashSet<>(options.visionChain());
    names.addAll(named.configured());
    return named.chain(List.copyOf(names));
  }

  /** Makes one. */
  Vision create(ProviderSpec spec) {
    Vision vision = types.get(spec.type()).create(spec.section(), vertx);
    if (named.configured().contains(spec.name())) {
      spec.refuseUnknownKeys();
    }
    return vision;
  }
}
