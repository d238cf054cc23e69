package io.xiaozhimesh.asr;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.providers.NamedProviders;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which engines the configuration names, and how they are made. */
final class EngineCatalogue {

  private static final Logger LOG = LoggerFactory.getLogger(EngineCatalogue.class);

  private final Map<String, AsrEngineProvider> types = new TreeMap<>();
  private final OptionsReader section;
  private final NamedProviders named;
  private final EngineContext context;

  /** @throws IllegalArgumentException for a wrong entry of {@code asr.providers} */
  EngineCatalogue(OptionsReader section, EngineContext context) {
    ServiceLoader.load(AsrEngineProvider.class).forEach(provider -> types.put(provider.name(), provider));
    this.section = section;
    this.named = new NamedProviders(section, "providers", types.keySet(), Map.of());
    this.context = context;
  }

  /** The providers of a chain; {@link AsrOptions#DEFAULT_ENGINE} stands for the one with the highest rank. */
  List<ProviderSpec> chain(List<String> names) {
    return named.chain(names.stream().map(name -> name.equals(AsrOptions.DEFAULT_ENGINE) ? best() : name).toList());
  }

  /**
   * Loads the engines of a chain. One whose files are missing is left out as long as another is there. Blocks.
   *
   * @throws IllegalArgumentException for an unknown name or a wrong setting
   * @throws IllegalStateException when none can be loaded
   */
  List<ChainEngine.Member> load(List<String> names) {
    List<ChainEngine.Member> members = new ArrayList<>();
    try {
      IllegalStateException missing = null;
      for (ProviderSpec spec : chain(names)) {
        try {
          members.add(load(spec));
        } catch (IllegalStateException e) {
          LOG.error("engine {} cannot be loaded: {}", spec.name(), e.getMessage());
          context.metrics().count("mesh.asr.engine.missing", "engine", spec.name());
          missing = e;
        }
      }
      if (members.isEmpty() && missing != null) {
        throw missing;
      }
      return members;
    } catch (RuntimeException e) {
      members.forEach(member -> member.engine().close());
      throw e;
    }
  }

  private ChainEngine.Member load(ProviderSpec spec) {
    AsrEngineProvider provider = types.get(spec.type());
    long beganMs = context.clock().nowMs();
    AsrEngine engine = provider.create(spec.section(), context);
    if (named.configured().contains(spec.name())) {
      spec.refuseUnknownKeys();
    }
    LOG.info("engine {} loaded in {} ms", spec.name(), context.clock().nowMs() - beganMs);
    return new ChainEngine.Member(spec.name(), provider.local(), spec.weight(), engine);
  }

  private String best() {
    Comparator<AsrEngineProvider> byRank = Comparator.comparing(p -> p.rank(section.section(p.name())));
    return types.values().stream().filter(p -> p.rank(section.section(p.name())) > 0).max(byRank)
        .orElseThrow(() -> new IllegalArgumentException("asr.engine is auto, and no engine fits this machine")).name();
  }
}
