package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Language models in the order in which they are asked: one that fails before its first word gives the question to the
 * next. Used on the context of the dialogue worker.
 */
final class ModelChain implements LanguageModel {

  /**
   * One model of the chain.
   *
   * @param name what the configuration calls it
   * @param local whether it computes in this process
   * @param weight how often it is asked first; 0 keeps its place
   * @param model itself, owned by the chain
   */
  record Member(String name, boolean local, int weight, LanguageModel model) {
  }

  private final List<Member> members;
  private final List<String> order;

  /**
   * @param members all models
   * @param order names of those that are asked where an agent names no others
   */
  ModelChain(List<Member> members, List<String> order) {
    this.members = List.copyOf(members);
    this.order = List.copyOf(order);
  }

  @Override
  public ModelCall generate(ModelRequest request, ModelListener listener) {
    Asking asking = new Asking(request, listener);
    asking.next(new MeshException(MeshError.UNAVAILABLE, "there is no model"));
    return asking;
  }

  @Override
  public Future<Void> close() {
    return Future.join(members.stream().map(member -> member.model().close()).toList()).mapEmpty();
  }

  /** The members to ask. A request that names one of them as its model asks that one first, with its own model. */
  private List<Member> candidates(ModelRequest request) {
    List<Member> candidates = new ArrayList<>();
    find(request.model()).ifPresent(candidates::add);
    for (String name : request.providers().isEmpty() ? order : request.providers()) {
      find(name).filter(member -> !candidates.contains(member)).ifPresent(candidates::add);
    }
    return candidates;
  }

  private Optional<Member> find(String name) {
    return members.stream().filter(member -> member.name().equals(name)).findFirst();
  }

  /** One question on its way along the chain. */
  private final class Asking implements ModelCall {

    private final ModelRequest request;
    private final ModelListener listener;
    private final Iterator<Member> rest;
    private String model;
    private ModelCall call;
    private boolean over;

    Asking(ModelRequest request, ModelListener listener) {
      this.request = request;
      this.listener = listener;
      this.rest = candidates(request).iterator();
      this.model = find(request.model()).isPresent() ? "" : request.model();
    }

    void next(MeshException failure) {
      if (!rest.hasNext()) {
        over = true;
        listener.failed(failure);
        return;
      }
      Member member = rest.next();
      // A service's own name of a model means nothing to the next service.
      ModelRequest asked = new ModelRequest(model, request.messages(), request.tools(), List.of());
      model = "";
      call = member.model().generate(asked, new Try(member.name()));
      if (over) {
        call.cancel();
      }
    }

    @Override
    public void cancel() {
      over = true;
      if (call != null) {
        call.cancel();
      }
    }

    /** What one of them says. */
    private final class Try implements ModelListener {

      private final String name;
      private boolean spoke;

      Try(String name) {
        this.name = name;
      }

      @Override
      public void text(String delta) {
        if (!over) {
          begin();
          listener.text(delta);
        }
      }

      @Override
      public void ended(List<ToolRequest> calls) {
        if (!over) {
          begin();
          over = true;
          listener.ended(calls);
        }
      }

      @Override
      public void failed(MeshException failure) {
        if (over) {
          return;
        }
        if (spoke) {
          over = true;
          listener.failed(failure);
        } else {
          next(failure);
        }
      }

      private void begin() {
        if (!spoke) {
          spoke = true;
          listener.answering(name);
        }
      }
    }
  }
}
