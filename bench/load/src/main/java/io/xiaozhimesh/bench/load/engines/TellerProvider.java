package io.xiaozhimesh.bench.load.engines;

import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.stage.OptionsReader;

/** Offers the model that tells back what it was asked. */
public final class TellerProvider implements LanguageModelProvider {

  @Override
  public String name() {
    return Teller.NAME;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public LanguageModel create(OptionsReader section, Vertx vertx) {
    return new Teller(vertx);
  }
}
