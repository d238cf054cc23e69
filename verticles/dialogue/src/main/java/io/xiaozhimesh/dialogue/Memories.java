package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.xiaozhimesh.dialogue.DialogueOptions.ContextOptions;
import io.xiaozhimesh.dialogue.internal.BoundedMap;
import io.xiaozhimesh.dialogue.internal.Conversation;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.ContextAppend;
import io.xiaozhimesh.protocol.bus.ContextLoaded;
import io.xiaozhimesh.protocol.bus.ContextWanted;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceWanted;
import io.xiaozhimesh.protocol.bus.Exchange;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.StageContext;

/**
 * What this worker remembers of devices, with the registry behind it: filled from there when a device is first met,
 * written there after each turn. A slow or absent registry costs memory of older times, nothing else. Used on the
 * context of the dialogue worker.
 */
final class Memories {

  /** One device: its conversation, the agent that the registry names for it, and whether the registry was heard. */
  static final class Memory {

    private final Conversation conversation;
    private String agentId = "";
    private Future<Void> loading = Future.succeededFuture();
    private boolean loaded;

    private Memory(Conversation conversation) {
      this.conversation = conversation;
    }

    Conversation conversation() {
      return conversation;
    }

    String agentId() {
      return agentId;
    }

    /** Completes when the registry has answered or failed. Never fails. */
    Future<Void> loading() {
      return loading;
    }
  }

  private final StageContext context;
  private final ContextOptions options;
  private final BoundedMap<String, Memory> devices;
  private final BoundedMap<String, String> questions;

  Memories(StageContext context, ContextOptions options) {
    this.context = context;
    this.options = options;
    this.devices = new BoundedMap<>(options.devicesMax(),
        () -> context.metrics().count("mesh.dialogue.context.evicted"));
    this.questions = new BoundedMap<>(options.devicesMax(),
        () -> context.metrics().count("mesh.dialogue.questions.evicted"));
  }

  /** The device's memory; begins to load it where the registry was not heard yet. */
  Memory of(String deviceId) {
    Memory memory = devices.computeIfAbsent(deviceId, d -> new Memory(new Conversation(options.exchangesMax())));
    if (!memory.loaded && memory.loading.isComplete()) {
      memory.loading = load(deviceId, memory);
    }
    return memory;
  }

  /** Keeps the question until it is known what was heard of its answer. */
  void asked(TurnRef ref, String question) {
    questions.put(keyOf(ref), question);
  }

  /** Remembers a turn, here and in the registry; also one that another worker has answered and that brings its question. */
  void heard(AnswerHeard heard) {
    String known = questions.remove(keyOf(heard.ref()));
    String question = known == null ? heard.question() : known;
    if (question.isEmpty()) {
      context.metrics().count("mesh.dialogue.heard.unknown");
      return;
    }
    Exchange exchange = new Exchange(question, heard.heard(), heard.interrupted(), context.clock().unixMs());
    of(heard.deviceId()).conversation.add(exchange);
    context.directory().lease(Role.REGISTRY, new ContextAppend(heard.ref(), heard.deviceId(), exchange),
            Accepted.class, options.requestDeadlineMs())
        .onFailure(failure -> context.metrics().count("mesh.dialogue.context.append.failed"));
  }

  /** The registry has given the device another agent. */
  void assigned(DeviceProfile profile) {
    Memory memory = devices.get(profile.deviceId());
    if (memory != null) {
      memory.agentId = profile.agentId();
    }
  }

  private Future<Void> load(String deviceId, Memory memory) {
    if (context.directory().candidates(Role.REGISTRY).isEmpty()) {
      return Future.succeededFuture();
    }
    Future<Void> exchanges = context.directory()
        .lease(Role.REGISTRY, new ContextWanted(deviceId, options.exchangesMax()), ContextLoaded.class,
            options.requestDeadlineMs())
        .onSuccess(lease -> {
          memory.conversation.addOlder(lease.answer().exchanges());
          memory.loaded = true;
        })
        .onFailure(failure -> context.metrics().count("mesh.dialogue.context.load.failed"))
        .mapEmpty();
    Future<Void> profile = context.directory()
        .lease(Role.REGISTRY, new DeviceWanted(deviceId), DeviceProfile.class, options.requestDeadlineMs())
        .onSuccess(lease -> memory.agentId = lease.answer().agentId())
        .onFailure(failure -> context.metrics().count("mesh.dialogue.profile.load.failed"))
        .mapEmpty();
    return Future.join(exchanges, profile).otherwiseEmpty().mapEmpty();
  }

  private static String keyOf(TurnRef ref) {
    return ref.sessionId() + '/' + ref.turnId();
  }
}
