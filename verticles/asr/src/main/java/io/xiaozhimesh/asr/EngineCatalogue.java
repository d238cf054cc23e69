package io.xiaozhimesh.asr;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.providers.NamedProviders;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.ProviderSet;
import io.xiaozhimesh.stage.resilience.Timers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which engines the configuration names, and how they are made. */
final class EngineCatalogue {

  private static final Logger LOG = LoggerFactory.getLogger(EngineCatalogue.class);

  private final Map<String, AsrEngineProvider> types = new TreeMap<>();
  private final AsrOptions options;
  private final OptionsReader section;
  private final NamedProviders named;
  private final EngineContext context;

  /** @throws IllegalArgumentException for a wrong entry of {@code asr.providers} */
  EngineCatalogue(AsrOptions options, EngineContext context) {
    ServiceLoader.load(AsrEngineProvider.class).forEach(provider -> types.put(provider.name(), provider));
    this.options = options;
    this.section = options.reader();
    this.named = new NamedProviders(section, "providers", types.keySet(), Map.of());
    this.context = context;
  }

  /** The engines of the chain; {@link AsrOptions#DEFAULT_ENGINE} stands for the one with the highest rank. */
  List<ProviderSpec> chain() {
    return chain(options.engines());
  }

  /** The same for other names. */
  List<ProviderSpec> chain(List<String> names) {
    return named.chain(names.stream().map(name -> name.equals(AsrOptions.DEFAULT_ENGINE) ? best() : name).toList());
  }

  /** Every configuration with a name, then those of the chain that have none. */
  List<ProviderSpec> all() {
    List<String> names = new ArrayList<>(named.configured());
    chain().forEach(spec -> names.add(spec.name()));
    return named.chain(names);
  }

  /**
   * Loads the engines of the chain, but for those that are there already. One whose files are missing is left out as long
   * as another is there. Blocks.
   *
   * @throws IllegalArgumentException for an unknown name or a wrong setting
   * @throws IllegalStateException when none can be loaded
   */
  List<Guarded<AsrEngine>> load(ProviderSet<AsrEngine> set, List<Guarded<AsrEngine>> before, Timers timers) {
    List<String> missing = new ArrayList<>();
    List<Guarded<AsrEngine>> members = set.make(chain(), before, spec -> {
      try {
        return Optional.of(new Guarded<>(spec, isLocal(spec), load(spec), options.resilience(), timers));
      } catch (IllegalStateException e) {
        LOG.error("engine {} cannot be loaded: {}", spec.name(), e.getMessage());
        context.metrics().count("mesh.asr.engine.missing", "engine", spec.name());
        missing.add(e.getMessage());
        return Optional.empty();
      }
    });
    if (members.isEmpty()) {
      throw new IllegalStateException(String.join("; ", missing));
    }
    return members;
  }

  boolean isLocal(ProviderSpec spec) {
    return types.get(spec.type()).local();
  }

  /** Loads one. Blocks. */
  AsrEngine load(ProviderSpec spec) {
    long beganMs = context.clock().nowMs();
    AsrEngine engine = types.get(spec.type()).create(spec.section(), context);
    if (named.configured().contains(spec.name())) {
      spec.refuseUnknownKeys();
    }
    LOG.info("engine {} loaded in {} ms", spec.name(), context.clock().nowMs() - beganMs);
    return engine;
  }

  private String best() {
    Comparator<AsrEngineProvider> byRank = Comparator.comparing(p -> p.rank(section.section(p.name())));
    return types.values().stream().filter(p -> p.rank(section.section(p.name())) > 0).max(byRank)
        .orElseThrow(() -> new IllegalArgumentException("asr.engine is auto, and no engine fits this machine")).name();
  }
}
