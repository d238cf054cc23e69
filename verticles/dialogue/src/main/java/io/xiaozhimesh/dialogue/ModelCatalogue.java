package io.xiaozhimesh.dialogue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.providers.NamedProviders;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** Which language models the configuration names, and how they are made. */
final class ModelCatalogue {

  private final Map<String, LanguageModelProvider> types = new TreeMap<>();
  private final NamedProviders named;
  private final Vertx vertx;

  /** @throws IllegalArgumentException for a wrong entry of {@code dialogue.models} */
  ModelCatalogue(DialogueOptions options, Vertx vertx) {
    ServiceLoader.load(LanguageModelProvider.class).forEach(provider -> types.put(provider.name(), provider));
    OptionsReader section = new OptionsReader("dialogue",
        new JsonObject().put("llm", options.llm()).put("models", options.models()));
    this.named = new NamedProviders(section, "models", types.keySet(), Map.of(options.provider(), section.section("llm")));
    this.vertx = vertx;
  }

  /** Names with an entry of their own. */
  Set<String> configured() {
    return named.configured();
  }

  /**
   * Makes the models of a chain, in its order.
   *
   * @throws IllegalArgumentException for a name that is unknown or a setting that is wrong
   */
  List<ModelChain.Member> create(List<String> names) {
    List<ModelChain.Member> members = new ArrayList<>();
    try {
      for (String name : new LinkedHashSet<>(names)) {
        members.add(create(named.find(name)));
      }
      return members;
    } catch (RuntimeException e) {
      members.forEach(member -> member.model().close());
      throw e;
    }
  }

  private ModelChain.Member create(ProviderSpec spec) {
    LanguageModelProvider provider = types.get(spec.type());
    LanguageModel model = provider.create(spec.section(), vertx);
    if (named.configured().contains(spec.name())) {
      spec.refuseUnknownKeys();
    }
    return new ModelChain.Member(spec.name(), provider.local(), spec.weight(), model);
  }
}
