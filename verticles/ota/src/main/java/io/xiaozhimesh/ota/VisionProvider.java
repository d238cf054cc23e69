package io.xiaozhimesh.ota;

import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.OptionsReader;

/** Makes a {@link Vision}; found by its name with {@link java.util.ServiceLoader}. */
public interface VisionProvider {

  /** The name of the type, as in the key {@code type} of an entry of {@code ota.vision.providers}. */
  String name();

  /** Reads its own settings from the section; keys that are not read are refused afterwards. Fails with {@link IllegalArgumentException}. */
  Vision create(OptionsReader section, Vertx vertx);
}
