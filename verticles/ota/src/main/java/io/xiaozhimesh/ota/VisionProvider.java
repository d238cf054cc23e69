package io.xiaozhimesh.ota;

import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.OptionsReader;

/** Makes a {@link Vision}; found by its name with {@link java.util.ServiceLoader}. */
public interface VisionProvider {

  /** What {@code ota.vision.provider} calls it. */
  String name();

  /** Reads its own settings from the section {@code ota.vision}; fails with {@link IllegalArgumentException}. */
  Vision create(OptionsReader section, Vertx vertx);
}
