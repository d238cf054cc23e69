package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.List;
import java.util.function.Consumer;

/** Asks one model for one word, to see whether it works. One use; on one context. */
final class ModelProbe implements ModelListener {

  private final Consumer<MeshException> outcome;
  private LanguageModel.ModelCall call;
  private boolean over;

  /** @param outcome told once: null when the model said something */
  ModelProbe(Consumer<MeshException> outcome) {
    this.outcome = outcome;
  }

  void begin(LanguageModel model) {
    try {
      call = model.generate(Models.PROBE, this);
    } catch (RuntimeException e) {
      // Providers are foreign code.
      end(MeshException.of(e));
    }
    if (over && call != null) {
      call.cancel();
    }
  }

  @Override
  public void text(String delta) {
    if (!over && !delta.isEmpty()) {
      end(null);
      if (call != null) {
        call.cancel();
      }
    }
  }

  @Override
  public void ended(List<ToolRequest> calls) {
    end(calls.isEmpty() ? new MeshException(MeshError.PROVIDER_FAILED, "the model said nothing") : null);
  }

  @Override
  public void failed(MeshException failure) {
    end(failure);
  }

  private void end(MeshException failure) {
    if (!over) {
      over = true;
      outcome.accept(failure);
    }
  }
}
