package io.xiaozhimesh.tts;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.providers.NamedProviders;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.ProviderSet;
import io.xiaozhimesh.stage.resilience.Timers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which engines the configuration names, and how they are made. Blocks: not for an event loop. */
final class EngineCatalogue {

  private static final Logger LOG = LoggerFactory.getLogger(EngineCatalogue.class);

  private final Map<String, TtsEngineProvider> types = new TreeMap<>();
  private final TtsOptions options;
  private final NamedProviders named;
  private final EngineContext context;

  /** @throws IllegalArgumentException for a wrong entry of {@code tts.providers} */
  EngineCatalogue(TtsOptions options, EngineContext context) {
    ServiceLoader.load(TtsEngineProvider.class).forEach(provider -> types.put(provider.name(), provider));
    this.options = options;
    this.named = new NamedProviders(
        new OptionsReader("tts", options.engineSettings()), "providers", types.keySet(), Map.of());
    this.context = context;
  }

  /** Those that are asked, in their order, then those that an agent may want. */
  List<ProviderSpec> all() {
    Set<String> names = new LinkedHashSet<>(options.order());
    names.addAll(named.configured());
    return named.chain(List.copyOf(names));
  }

  /**
   * The engines of the configuration, warm; those that are there already are kept, those that this machine or its
   * configuration does not offer are left out.
   *
   * @throws IllegalArgumentException when a name is unknown, a setting wrong, or the engine that was asked for by name
   *     is not offered
   */
  List<Guarded<TtsEngine>> open(ProviderSet<TtsEngine> set, List<Guarded<TtsEngine>> before, Timers timers) {
    List<Guarded<TtsEngine>> members = set.make(all(), before, spec -> create(spec).map(engine ->
        new Guarded<>(spec, types.get(spec.type()).local(), engine, options.resilience(), timers)));
    List<String> names = members.stream().map(Guarded::name).toList();
    List<Guarded<TtsEngine>> fresh = members.stream().filter(member -> !before.contains(member)).toList();
    if (!options.engine().equals(TtsOptions.AUTO) && !names.contains(options.engine())) {
      fresh.forEach(member -> member.provider().close());
      throw new IllegalArgumentException("tts.engine is " + options.engine() + ", which this machine does not offer");
    }
    LOG.info("tts engines: {}", names);
    fresh.forEach(member -> member.provider().warmUp());
    return members;
  }

  /** Makes one; empty when it is not offered. */
  Optional<TtsEngine> create(ProviderSpec spec) {
    Optional<TtsEngine> engine = types.get(spec.type()).create(spec.section(), context);
    if (named.configured().contains(spec.name())) {
      spec.refuseUnknownKeys();
    }
    return engine;
  }
}
