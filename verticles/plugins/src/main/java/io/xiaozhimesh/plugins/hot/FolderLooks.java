package io.xiaozhimesh.plugins.hot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares one look at the plugin folder with the one before: a jar that still grows is not touched. Pure; not
 * thread-safe.
 */
final class FolderLooks {

  private Set<FolderJar> before = Set.of();

  /**
   * What stands still.
   *
   * @param now everything that lies in the folder
   * @return by id the jars, newest version first; an id of which any jar is still changing is left out, an id of
   *     which the last jar has gone is in it once, with an empty list
   */
  Map<String, List<FolderJar>> still(Collection<FolderJar> now) {
    Map<String, List<FolderJar>> still = new TreeMap<>();
    Set<String> changing = new HashSet<>();
    before.forEach(jar -> still.put(jar.name().id(), new ArrayList<>()));
    for (FolderJar jar : now) {
      if (before.contains(jar)) {
        still.get(jar.name().id()).add(jar);
      } else {
        changing.add(jar.name().id());
      }
    }
    before = Set.copyOf(now);
    still.keySet().removeAll(changing);
    still.values().forEach(jars ->
        jars.sort(Comparator.comparing((FolderJar jar) -> jar.name().version()).reversed()));
    return still;
  }
}
