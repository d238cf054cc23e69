package io.xiaozhimesh.tts;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.providers.NamedProviders;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import java.util.ArrayList;
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
  private final NamedProviders named;
  private final EngineContext context;

  /** @throws IllegalArgumentException for a wrong entry of {@code tts.providers} */
  EngineCatalogue(OptionsReader section, EngineContext context) {
    ServiceLoader.load(TtsEngineProvider.class).forEach(provider -> types.put(provider.name(), provider));
    this.named = new NamedProviders(section, "providers", types.keySet(), Map.of());
    this.context = context;
  }

  /**
   * The engines that the options name, first those that are asked in their order, then those that an agent may want;
   * warm. Those that this machine or its configuration does not offer are left out.
   *
   * @throws IllegalArgumentException when a name is unknown, a setting wrong, or the engine that was asked for by name
   *     is not offered
   */
  static List<TtsEngine> open(TtsOptions options, EngineContext context) {
    EngineCatalogue catalogue = new EngineCatalogue(new OptionsReader("tts", options.engineSettings()), context);
    Set<String> names = new LinkedHashSet<>(options.order());
    names.addAll(catalogue.named.configured());
    List<TtsEngine> engines = catalogue.open(List.copyOf(names));
    check(options.engine(), engines);
    engines.forEach(TtsEngine::warmUp);
    return engines;
  }

  List<TtsEngine> open(List<String> names) {
    List<TtsEngine> engines = new ArrayList<>();
    try {
      named.chain(names).forEach(spec -> create(spec).ifPresent(engines::add));
      return engines;
    } catch (RuntimeException e) {
      engines.forEach(TtsEngine::close);
      throw e;
    }
  }

  private Optional<TtsEngine> create(ProviderSpec spec) {
    Optional<TtsEngine> engine = types.get(spec.type()).create(spec.section(), context);
    if (named.configured().contains(spec.name())) {
      spec.refuseUnknownKeys();
    }
    return engine.map(made -> made.name().equals(spec.name()) ? made : new NamedEngine(spec.name(), made));
  }

  private static void check(String asked, List<TtsEngine> engines) {
    List<String> names = engines.stream().map(TtsEngine::name).toList();
    if (!asked.equals(TtsOptions.AUTO) && !names.contains(asked)) {
      engines.forEach(TtsEngine::close);
      throw new IllegalArgumentException("tts.engine is " + asked + ", which this machine does not offer");
    }
    LOG.info("tts engines: {}", names);
  }
}
