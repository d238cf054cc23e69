package io.xiaozhimesh.stage.providers;

import io.xiaozhimesh.stage.OptionsReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The named configurations of one stage: a map from names to <code>{type: …, weight: …, the provider's own keys}</code>,
 * such as {@code asr.providers}. An entry without {@code type} is of the type that it is named after. A type that has no
 * entry is a name by itself; its settings stand in the section {@code <stage>.<type>}.
 */
public final class NamedProviders {

  /** How often a provider can be asked first, in proportion. */
  public static final int WEIGHT_MAX = 1_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  private final OptionsReader stage;
  private final String mapKey;
  private final OptionsReader map;
  private final Set<String> types;
  private final Map<String, OptionsReader> bare;

  /**
   * Reads the map.
   *
   * @param stage the stage's section
   * @param mapKey the key of the map inside it
   * @param types what is on the class path
   * @param bare where the settings of types without an entry stand, if not in the section of their name
   * @throws IllegalArgumentException naming an entry whose name, type or weight is wrong
   */
  public NamedProviders(OptionsReader stage, String mapKey, Set<String> types, Map<String, OptionsReader> bare) {
    this.stage = stage;
    this.mapKey = mapKey;
    this.map = stage.section(mapKey);
    this.types = Set.copyOf(types);
    this.bare = Map.copyOf(bare);
    map.json().fieldNames().forEach(this::entry);
  }

  /** Names with an entry of their own, in the order of the file. */
  public Set<String> configured() {
    return new LinkedHashSet<>(map.json().fieldNames());
  }

  /** Whether {@link #find} would find it. */
  public boolean knows(String name) {
    return map.json().containsKey(name) || types.contains(name);
  }

  /**
   * The provider of this name.
   *
   * @throws IllegalArgumentException when there is none, with the names that there are
   */
  public ProviderSpec find(String name) {
    if (map.json().containsKey(name)) {
      return entry(name);
    } else if (types.contains(name)) {
      return new ProviderSpec(name, name, 0, bare.containsKey(name) ? bare.get(name) : stage.section(name));
    }
    throw new IllegalArgumentException(name + " is neither in " + stage.path() + '.' + mapKey + ' '
        + new TreeSet<>(configured()) + " nor one of the types " + new TreeSet<>(types));
  }

  /**
   * The providers of a chain in its order, each once.
   *
   * @throws IllegalArgumentException for a name that is unknown
   */
  public List<ProviderSpec> chain(List<String> names) {
    List<ProviderSpec> chain = new ArrayList<>();
    new LinkedHashSet<>(names).forEach(name -> chain.add(find(name)));
    return List.copyOf(chain);
  }

  private ProviderSpec entry(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(map.path() + '.' + name
          + " is no name, should be letters, digits, points, dashes and underscores, 40 at most");
    }
    OptionsReader section = map.section(name);
    String type = section.text("type", name);
    if (!types.contains(type)) {
      throw new IllegalArgumentException(map.path() + '.' + name + ".type is " + type + ", should be one of "
          + new TreeSet<>(types));
    }
    return new ProviderSpec(name, type, section.integer("weight", 0, 0, WEIGHT_MAX), section);
  }
}
