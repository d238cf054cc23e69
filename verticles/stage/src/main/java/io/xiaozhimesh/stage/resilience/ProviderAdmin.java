package io.xiaozhimesh.stage.resilience;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What an operator sees of a stage's providers, and changes while conversations go on. Any thread. */
public interface ProviderAdmin {

  /**
   * The providers of a stage.
   *
   * @param chain who is asked, in order
   * @param providers everybody that is there, asked or not
   */
  record Picture(List<String> chain, List<Guarded.Status> providers) {
  }

  /** What there is now. */
  Future<Picture> picture();

  /**
   * Puts a section of the configuration in force: makes providers that are new or changed, keeps the others, and asks them
   * in the section's order from the next request on. What runs goes on as it began.
   *
   * @param section the whole section of the stage, as it would stand in the configuration
   * @return fails with {@link IllegalArgumentException} or {@link IllegalStateException} for what cannot be made; then
   *     everything stays as it was
   */
  Future<Picture> apply(JsonObject section);
}
