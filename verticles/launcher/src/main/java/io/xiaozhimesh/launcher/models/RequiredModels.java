package io.xiaozhimesh.launcher.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches a model that a stage needs and that is not there yet, so that the first command works. Blocking. */
public final class RequiredModels {

  private static final Logger LOG = LoggerFactory.getLogger(RequiredModels.class);

  private final ModelStore store;

  /** Looks below this folder. */
  public RequiredModels(Path home) {
    this.store = new ModelStore(home);
  }

  /**
   * Fetches the catalogue's model of this file when it is absent. A file that is none of the catalogue's is the user's
   * own affair.
   *
   * @throws UncheckedIOException when no source has it, with what each said
   */
  public void ensure(Path file) {
    for (SpeechModel model : SpeechModel.CATALOGUE) {
      if (store.file(model).equals(file) && Files.notExists(file)) {
        LOG.info("Fetching the model {} ({} MB)", model.name(), Math.round(model.bytes() / 1e5) / 10.0);
        pull(model);
      }
    }
  }

  private void pull(SpeechModel model) {
    try {
      store.pull(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fetching " + model.name(), e);
    }
  }
}
