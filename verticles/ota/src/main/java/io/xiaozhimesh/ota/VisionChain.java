package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.providers.NamedProviders;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Providers in the order in which they are asked: what one cannot answer is given to the next. Used on one event loop. */
final class VisionChain implements Vision {

  private final List<Vision> members;

  private VisionChain(List<Vision> members) {
    this.members = List.copyOf(members);
  }

  /**
   * The providers that the section names.
   *
   * @throws IllegalArgumentException for a name that is unknown or a setting that is wrong
   */
  static VisionChain of(List<String> chain, JsonObject section, Vertx vertx) {
    Map<String, VisionProvider> types = new TreeMap<>();
    ServiceLoader.load(VisionProvider.class).forEach(provider -> types.put(provider.name(), provider));
    OptionsReader in = new OptionsReader("ota.vision", section);
    NamedProviders named = new NamedProviders(in, "providers", types.keySet(),
        Map.of(in.text("provider", ""), new OptionsReader("ota.vision", section)));
    List<Vision> members = new ArrayList<>();
    for (ProviderSpec spec : named.chain(chain)) {
      members.add(types.get(spec.type()).create(spec.section(), vertx));
      if (named.configured().contains(spec.name())) {
        spec.refuseUnknownKeys();
      }
    }
    return new VisionChain(members);
  }

  @Override
  public Future<String> explain(String question, byte[] image, String mediaType) {
    Future<String> answer = members.get(0).explain(question, image, mediaType);
    for (Vision next : members.subList(1, members.size())) {
      answer = answer.recover(failure -> next.explain(question, image, mediaType));
    }
    return answer;
  }

  @Override
  public Future<Void> close() {
    return Future.join(members.stream().map(Vision::close).toList()).mapEmpty();
  }
}
