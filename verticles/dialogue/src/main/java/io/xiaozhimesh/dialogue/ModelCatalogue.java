package io.xiaozhimesh.dialogue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
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

/** Which language models the configuration names, and how they are made. */
final class ModelCatalogue {

  private final Map<String, LanguageModelProvider> types = new TreeMap<>();
  private final DialogueOptions options;
  private final NamedProviders named;
  private final Vertx vertx;

  /** @throws IllegalArgumentException for a wrong entry of {@code dialogue.models} */
  ModelCatalogue(DialogueOptions options, Vertx vertx) {
    ServiceLoader.load(LanguageModelProvider.class).forEach(provider -> types.put(provider.name(), provider));
    OptionsReader section = new OptionsReader("dialogue",
        new JsonObject().put("llm", options.llm()).put("models", options.models()));
    this.options = options;
    this.named = new NamedProviders(section, "models", types.keySet(), Map.of(options.provider(), section.section("llm")));
    this.vertx = vertx;
  }

  /**
   * Every model of the configuration, in the order of the chain, then those that an agent may name.
   *
   * @throws IllegalArgumentException for a name in the chain that is unknown
   */
  List<ProviderSpec> all() {
    if (options.chain().contains(options.provider()) && !named.knows(options.provider())) {
      throw new IllegalArgumentException(
          "dialogue.llm.provider is " + options.provider() + ", should be none or one of " + types.keySet());
    }
    Set<String> names = new LinkedHashSet<>(options.chain());
    names.addAll(named.configured());
    return named.chain(List.copyOf(names));
  }

  /**
   * Makes them, but for those that are there already.
   *
   * @throws IllegalArgumentException for a setting that is wrong
   */
  List<Guarded<LanguageModel>> make(
      ProviderSet<LanguageModel> set, List<Guarded<LanguageModel>> before, Timers timers) {
    return set.make(all(), before, spec -> Optional.of(
        new Guarded<>(spec, types.get(spec.type()).local(), create(spec), options.resilience(), timers)));
  }

  /** Makes one. */
  LanguageModel create(ProviderSpec spec) {
    LanguageModel model = types.get(spec.type()).create(spec.section(), vertx);
    if (named.configured().contains(spec.name())) {
      spec.refuseUnknownKeys();
    }
    return model;
  }
}
