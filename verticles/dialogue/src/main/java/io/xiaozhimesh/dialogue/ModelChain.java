package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.resilience.GuardRules;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.ProviderSet;
import io.xiaozhimesh.stage.resilience.Relay;
import io.xiaozhimesh.stage.resilience.RelayContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The language models of the stage as one: a question goes along the chain until one answers. After the first word its
 * failure is the answer's. Used on the context of the dialogue worker.
 */
final class ModelChain implements LanguageModel {

  private final ProviderSet<LanguageModel> models;
  private final RelayContext context;
  private final GuardRules rules;

  ModelChain(ProviderSet<LanguageModel> models, RelayContext context, GuardRules rules) {
    this.models = models;
    this.context = context;
    this.rules = rules;
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    List<Guarded<LanguageModel>> chain = models.chain(names(request));
    Relay<LanguageModel> relay =
        new Relay<>(context, rules, chain, request.priority(), new Question(request, first(chain), listener));
    relay.start();
    return relay::cancel;
  }

  @Override
  public Future<Void> close() {
    models.install(List.of(), List.of());
    return Future.succeededFuture();
  }

  /** Whom to ask. A request that names one of the models asks that one first. */
  private List<String> names(ModelRequest request) {
    List<String> names = new ArrayList<>();
    names.add(request.model());
    names.addAll(request.providers().isEmpty() ? models.order() : request.providers());
    return names;
  }

  private static String first(List<Guarded<LanguageModel>> chain) {
    return chain.isEmpty() ? "" : chain.get(0).name();
  }

  /** One question on its way. */
  private record Question(ModelRequest request, String first, ModelListener listener)
      implements Relay.Request<LanguageModel> {

    @Override
    public Runnable begin(LanguageModel model, Relay<LanguageModel>.Attempt attempt) {
      ModelCall call = model.generate(request.to(modelFor(attempt.provider())), new Hearing(this, attempt));
      return call::cancel;
    }

    @Override
    public void failed(MeshException failure, String heard) {
      listener.failed(failure);
    }

    /** A service's own name of a model means nothing to the next service, nor does the name of an entry to a service. */
    private String modelFor(String provider) {
      return provider.equals(first) && !provider.equals(request.model()) ? request.model() : "";
    }

    /** Nothing at all is an answer only to the result of a tool. */
    private boolean mayBeEmpty() {
      return request.messages().stream().anyMatch(message -> message.author() == Author.TOOL);
    }
  }

  /** What one model says. */
  private static final class Hearing implements ModelListener {

    private final Question question;
    private final Relay<LanguageModel>.Attempt attempt;
    private boolean spoke;

    Hearing(Question question, Relay<LanguageModel>.Attempt attempt) {
      this.question = question;
      this.attempt = attempt;
    }

    @Override
    public void text(String delta) {
      if (!delta.isEmpty() && attempt.output()) {
        begin();
        question.listener.text(delta);
      }
    }

    @Override
    public void ended(List<ToolRequest> calls) {
      if (!spoke && calls.isEmpty() && !question.mayBeEmpty()) {
        attempt.failed(new MeshException(MeshError.PROVIDER_FAILED, "the model said nothing"));
      } else if (attempt.completed()) {
        begin();
        question.listener.ended(calls);
      }
    }

    @Override
    public void failed(MeshException failure) {
      attempt.failed(failure);
    }

    private void begin() {
      if (!spoke) {
        spoke = true;
        question.listener.answering(attempt.provider());
      }
    }
  }
}
