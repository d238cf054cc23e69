package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.stage.providers.ProviderSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The providers of a stage and the order in which they are asked, both replaceable while requests run: a request keeps
 * the chain with which it began, and a provider that is there no more is closed when its last call has ended. Used on the
 * stage's context, except {@link #make}.
 *
 * @param <T> the stage's interface
 */
public final class ProviderSet<T> {

  private final Consumer<T> close;
  private Map<String, Guarded<T>> members = new LinkedHashMap<>();
  private List<String> order = List.of();

  /** @param close releases a provider; must not block */
  public ProviderSet(Consumer<T> close) {
    this.close = close;
  }

  /**
   * Replaces members and order. A member that was there before stays as it is.
   *
   * @param all every member
   * @param chain names of those that are asked where a request wants no others
   */
  public void install(List<Guarded<T>> all, List<String> chain) {
    Map<String, Guarded<T>> before = members;
    members = new LinkedHashMap<>();
    all.forEach(member -> members.put(member.name(), member));
    order = List.copyOf(chain);
    before.values().stream().filter(member -> members.get(member.name()) != member)
        .forEach(member -> member.retire(() -> close.accept(member.provider())));
  }

  /**
   * The members for these specifications: those of {@code before} that are described in the same way, the others new. May
   * block, on any thread; what was made is released again when one cannot be made.
   *
   * @param before members that may stay
   * @param make makes one; empty when this machine does not offer it
   */
  public List<Guarded<T>> make(
      List<ProviderSpec> specs, List<Guarded<T>> before, Function<ProviderSpec, Optional<Guarded<T>>> make) {
    List<Guarded<T>> made = new ArrayList<>();
    List<Guarded<T>> members = new ArrayList<>();
    try {
      for (ProviderSpec spec : specs) {
        Optional<Guarded<T>> same = before.stream().filter(member -> member.isMadeOf(spec)).findFirst();
        Optional<Guarded<T>> fresh = same.isPresent() ? Optional.empty() : make.apply(spec);
        fresh.ifPresent(made::add);
        same.or(() -> fresh).ifPresent(members::add);
      }
      return members;
    } catch (RuntimeException e) {
      made.forEach(member -> close.accept(member.provider()));
      throw e;
    }
  }

  /** The member of this name. */
  public Optional<Guarded<T>> find(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** Everybody, whether asked or not. */
  public List<Guarded<T>> all() {
    return List.copyOf(members.values());
  }

  /** Names of those that are asked, in order. */
  public List<String> order() {
    return order;
  }

  /** The members of these names, in order and each once; names that are unknown are left out. */
  public List<Guarded<T>> chain(List<String> names) {
    Set<Guarded<T>> chain = new LinkedHashSet<>();
    names.forEach(name -> find(name).ifPresent(chain::add));
    return new ArrayList<>(chain);
  }

  /** What is known of each. */
  public List<Guarded.Status> status(long nowMs) {
    return members.values().stream().map(member -> member.status(nowMs)).toList();
  }
}
