package io.xiaozhimesh.asr;

import io.xiaozhimesh.stage.OptionsReader;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which engine this node uses. Pure. */
final class EngineChoice {

  private EngineChoice() {
  }

  /** Every engine on the class path. */
  static List<AsrEngineProvider> known() {
    return ServiceLoader.load(AsrEngineProvider.class).stream().map(Provider::get).toList();
  }

  /**
   * The engine of this name, or for {@link AsrOptions#DEFAULT_ENGINE} the one with the highest rank.
   *
   * @throws IllegalArgumentException when there is none, with the names that there are
   */
  static AsrEngineProvider choose(
      String wanted, List<AsrEngineProvider> known, Function<String, OptionsReader> sections) {
    Function<AsrEngineProvider, Integer> rank = p -> p.rank(sections.apply(p.name()));
    return known.stream()
        .filter(p -> wanted.equals(AsrOptions.DEFAULT_ENGINE) ? rank.apply(p) > 0 : p.name().equals(wanted))
        .max(Comparator.comparing(rank))
        .orElseThrow(() -> new IllegalArgumentException("asr.engine is " + wanted + ", should be auto or one of "
            + known.stream().map(AsrEngineProvider::name).collect(Collectors.joining(", "))));
  }
}
