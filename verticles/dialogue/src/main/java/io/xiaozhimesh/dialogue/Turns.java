package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.dialogue.Memories.Memory;
import io.xiaozhimesh.dialogue.agents.Agent;
import io.xiaozhimesh.dialogue.intents.Surroundings;
import io.xiaozhimesh.dialogue.internal.BoundedMap;
import io.xiaozhimesh.dialogue.internal.Scripts;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AnswerCancel;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.ToolFinished;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.StageContext;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The answers in the making, one per session at most. A newer one of a session replaces the older; each ends within its
 * deadline. Used on the context of the dialogue worker.
 */
final class Turns {

  private final Vertx vertx;
  private final StageContext context;
  private final DialogueOptions options;
  private final Map<String, Agent> agents;
  private final Memories memories;
  private final LateResults late;
  private final ToolBox tools;
  private final BoundedMap<String, String> questions;
  private final Answering answering;
  private final Map<String, Turn> bySession = new HashMap<>();
  private volatile int size;

  Turns(Vertx vertx, StageContext context, DialogueOptions options, Map<String, Agent> agents,
      Answering answering, ToolBox tools) {
    this.vertx = vertx;
    this.context = context;
    this.options = options;
    this.agents = agents;
    this.answering = answering;
    this.tools = tools;
    this.late = new LateResults(context);
    this.questions = new BoundedMap<>(options.turnsMax(), () -> context.metrics().count("mesh.dialogue.asked.evicted"));
    this.memories = new Memories(context, options.context());
  }

  /** How many there are; for any thread. */
  int size() {
    return size;
  }

  /** Takes a turn, or refuses it. */
  Future<Accepted> open(AnswerOpen open) {
    Turn running = bySession.get(open.ref().sessionId());
    if (running != null && running.open().ref().epoch() > open.ref().epoch()) {
      return refused(MeshError.CANCELLED, "a newer turn of the session is running");
    } else if (running != null && running.open().ref().equals(open.ref())) {
      return Future.succeededFuture(new Accepted());
    } else if (running == null && bySession.size() >= options.turnsMax()) {
      return refused(MeshError.OVERLOADED, "no room for another turn");
    }
    if (running != null) {
      running.cancel();
    }
    Turn turn = turnOf(open);
    vertx.runOnContext(v -> begin(turn));
    return Future.succeededFuture(new Accepted());
  }

  /** Whose turns are running, by the inbox of their owner. */
  Map<String, List<String>> byOwner() {
    return bySession.values().stream().map(Turn::open).collect(Collectors.groupingBy(AnswerOpen::ownerInbox,
        Collectors.mapping(open -> open.ref().sessionId(), Collectors.toList())));
  }

  /** Stops the turn, unless a newer one has taken its place. */
  void cancel(AnswerCancel cancel) {
    Turn running = bySession.get(cancel.ref().sessionId());
    TurnRef wanted = cancel.ref();
    if (running == null || running.open().ref().epoch() > wanted.epoch()) {
      context.metrics().count("mesh.dialogue.cancel.stale");
    } else {
      running.cancel();
    }
  }

  /** Remembers what was heard. Nobody can say yes to a question of which he has not heard the end. */
  void heard(AnswerHeard heard) {
    String question = questions.remove(keyOf(heard.ref()));
    if (question != null && heard.interrupted() && !heard.heard().contains(question)) {
      context.metrics().count("mesh.dialogue.questions.unheard");
      tools.withdraw(heard.ref());
    }
    memories.heard(heard);
  }

  /** A device has another agent from its next turn on. */
  void assigned(DeviceProfile profile) {
    memories.assigned(profile);
  }

  /** A tool reports: at the end of the answer in the making, or else of the next one. */
  void finished(ToolFinished finished) {
    context.metrics().count("mesh.dialogue.tools.late");
    late.add(finished);
    Turn running = bySession.get(finished.ref().sessionId());
    if (running != null) {
      tellLate(running);
    }
  }

  private void keepQuestion(TurnRef ref) {
    Turn ending = bySession.get(ref.sessionId());
    if (ending != null && !ending.reply().question().isEmpty()) {
      questions.put(keyOf(ref), ending.reply().question());
    }
  }

  /** Without the epoch, which rises when somebody interrupts. */
  private static String keyOf(TurnRef ref) {
    return ref.sessionId() + '/' + ref.turnId();
  }

  private void tellLate(Turn turn) {
    for (ToolFinished report : late.take(turn.open().ref().sessionId())) {
      turn.reply().sayLast(Wording.sentences(
          Wording.spoken(turn.reply().language(), report.text(), report.failed()), options.speech().sentenceCharsMax()));
    }
  }

  /** Stops them all. */
  void cancelAll() {
    new ArrayList<>(bySession.values()).forEach(Turn::cancel);
  }

  private Future<Accepted> refused(MeshError error, String message) {
    context.metrics().count("mesh.dialogue.turns.refused", "error", error.name());
    return Future.failedFuture(new MeshException(error, message));
  }

  private Turn turnOf(AnswerOpen open) {
    Memory memory = memories.of(open.deviceId());
    Agent agent = agentOf(open, memory);
    String sessionId = open.ref().sessionId();
    long deadline = vertx.setTimer(options.turnDeadlineMs(), t -> expire(open.ref()));
    Reply reply = new Reply(context, open, agent, languageOf(open, agent), () -> {
      vertx.cancelTimer(deadline);
      keepQuestion(open.ref());
      bySession.remove(sessionId);
      size = bySession.size();
    });
    Turn turn = new Turn(open, memory, agent, reply, around(open, agent, memory));
    bySession.put(sessionId, turn);
    size = bySession.size();
    return turn;
  }

  /** Begins after the owner has been told that the turn is accepted, so that no sentence overtakes that. */
  private void begin(Turn turn) {
    if (turn.reply().ended()) {
      return;
    }
    TurnInputKind kind = turn.open().kind();
    if (kind == TurnInputKind.SPEECH || kind == TurnInputKind.TEXT) {
      memories.asked(turn.open().ref(), turn.open().text());
    }
    tellLate(turn);
    answering.begin(turn);
  }

  private void expire(TurnRef ref) {
    Turn running = bySession.get(ref.sessionId());
    if (running != null && running.open().ref().equals(ref)) {
      context.metrics().count("mesh.dialogue.turns.expired");
      running.expire();
    }
  }

  private Agent agentOf(AnswerOpen open, Memory memory) {
    String id = memory.agentId().isEmpty() ? open.agentId() : memory.agentId();
    if (!id.isEmpty() && !agents.containsKey(id)) {
      context.metrics().count("mesh.dialogue.agent.unknown");
    }
    return agents.getOrDefault(id, agents.get(options.defaultAgent()));
  }

  private static String languageOf(AnswerOpen open, Agent agent) {
    if (!Scripts.hasHan(open.text())) {
      return agent.language();
    }
    boolean ownHan = open.language().startsWith("zh") || open.language().startsWith("yue");
    return ownHan ? open.language() : "zh-CN";
  }

  private Surroundings around(AnswerOpen open, Agent agent, Memory memory) {
    ZonedDateTime now = Instant.ofEpochMilli(context.clock().unixMs()).atZone(agent.timeZone());
    boolean chinese = Scripts.hasHan(open.text()) || agent.language().startsWith("zh");
    return new Surroundings(now, chanceOf(open.ref()), memory.conversation().lastAnswer(), agent.name(),
        options.hasModel() ? "" : Wording.modelHint(chinese), open.alreadySaid());
  }

  /** A turn that is run again on another worker makes the same choices. */
  private static RandomGenerator chanceOf(TurnRef ref) {
    return new SplittableRandom(((long) ref.sessionId().hashCode() << Integer.SIZE) + ref.turnId());
  }
}
