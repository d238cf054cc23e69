package io.xiaozhimesh.plugins;

import io.vertx.core.Future;
import io.xiaozhimesh.plugins.source.ToolSource;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All tools of a session under one roof: the sources in their order, each name once. On one context. */
final class ToolCatalogue {

  /** A tool and whose it is. */
  record Found(ToolSource source, ToolSpec spec) {
  }

  private final List<ToolSource> sources;

  ToolCatalogue(List<ToolSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /** What the session can use, by source. */
  Future<List<Found>> list(String sessionId) {
    List<Future<List<ToolSpec>>> lists = sources.stream().map(source -> source.specs(sessionId)).toList();
    return Future.join(lists).map(v -> {
      List<Found> found = new ArrayList<>();
      for (int i = 0; i < sources.size(); i++) {
        ToolSource source = sources.get(i);
        lists.get(i).result().stream()
            .filter(spec -> find(sessionId, spec.name()).filter(owner -> owner.source == source).isPresent())
            .forEach(spec -> found.add(new Found(source, spec)));
      }
      return found;
    });
  }

  /** The tool of this name, of the first source that knows it. */
  Optional<Found> find(String sessionId, String name) {
    for (ToolSource source : sources) {
      Optional<ToolSpec> spec = source.find(sessionId, name);
      if (spec.isPresent()) {
        return Optional.of(new Found(source, spec.get()));
      }
    }
    return Optional.empty();
  }
}
