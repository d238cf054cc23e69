package io.xiaozhimesh.tts;

import io.xiaozhimesh.stage.OptionsReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the configured engines that this machine offers. Blocks: not for an event loop. */
final class EngineCatalogue {

  private static final Logger LOG = LoggerFactory.getLogger(EngineCatalogue.class);

  private EngineCatalogue() {
  }

  /**
   * The engines in the order in which they are asked.
   *
   * @throws IllegalArgumentException when a name is unknown, or the engine that was asked for by name is not offered
   */
  static List<TtsEngine> open(TtsOptions options, EngineContext context) {
    Map<String, TtsEngineProvider> known = new TreeMap<>();
    ServiceLoader.load(TtsEngineProvider.class).forEach(p -> known.put(p.name(), p));
    OptionsReader settings = new OptionsReader("tts", options.engineSettings());
    List<TtsEngine> engines = new ArrayList<>();
    Set<String> order = order(options);
    if (!known.keySet().containsAll(order)) {
      throw new IllegalArgumentException("tts names the engines " + order + ", known are " + known.keySet());
    }
    for (String name : order) {
      known.get(name).create(settings.section(name), context).ifPresent(engines::add);
    }
    check(options.engine(), engines);
    engines.forEach(TtsEngine::warmUp);
    return engines;
  }

  private static Set<String> order(TtsOptions options) {
    Set<String> order = new LinkedHashSet<>();
    if (!options.engine().equals(TtsOptions.AUTO)) {
      order.add(options.engine());
    }
    order.addAll(options.engines());
    return order;
  }

  private static void check(String asked, List<TtsEngine> engines) {
    List<String> names = engines.stream().map(TtsEngine::name).toList();
    if (!asked.equals(TtsOptions.AUTO) && !names.contains(asked)) {
      engines.forEach(TtsEngine::close);
      throw new IllegalArgumentException("tts.engine is " + asked + ", which this machine does not offer");
    }
    LOG.info("tts engines in the order in which they are asked: {}", names);
  }
}
