package io.xiaozhimesh.ingress.conformance;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AnswerCancel;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.DeviceMessage;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.DeviceSend;
import io.xiaozhimesh.protocol.bus.ListenClose;
import io.xiaozhimesh.protocol.bus.ListenFlush;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.ListenOpened;
import io.xiaozhimesh.protocol.bus.ListenSpeaking;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.RoleLoad;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.protocol.bus.SessionOpened;
import io.xiaozhimesh.protocol.bus.SpeakCancel;
import io.xiaozhimesh.protocol.bus.SpeakCredit;
import io.xiaozhimesh.protocol.bus.SpeakEnd;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.LeaseBeats;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Every worker that ingress needs, on the real bus: they accept what they are asked, write down what they hear and say what
 * a test tells them. Dialogue answers with a script, tts speaks made-up packets of 60 ms.
 */
final class ScriptedWorkers {

  private static final int PATIENCE_MS = 8_000;

  private final StageContext context;
  private final Map<Class<?>, BlockingQueue<BusMessage>> heard = new ConcurrentHashMap<>();
  private final Map<Role, MeshError> refusals = new ConcurrentHashMap<>();
  private final Map<TurnRef, ScriptedSpeech> speeches = new ConcurrentHashMap<>();
  private volatile Consumer<AnswerOpen> dialogue = open -> reply(open.ref(), "All right.");
  private volatile ToIntFunction<SpeakSentence> tts = sentence -> 3;

  /** Utterances that were finished on each stream: the number of the next. */
  private final Map<TurnRef, Integer> utterances = new ConcurrentHashMap<>();
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private volatile String agent = "";

  ScriptedWorkers(StageContext context) {
    this.context = context;
  }

  /** They hold every lease that they were given for ever. */
  void beat(Vertx vertx) {
    String owner = Addresses.inbox(Role.INGRESS, context.bus().node());
    for (Role role : List.of(Role.VAD, Role.ASR, Role.DIALOGUE, Role.TTS)) {
      LeaseBeats.start(vertx, context, role, Addresses.inbox(role, context.bus().node()),
          () -> Map.of(owner, sessions));
    }
  }

  /** Opens the inboxes and offers the roles. */
  Future<Void> start() {
    List<Future<Void>> open = new ArrayList<>();
    open.add(offer(Role.VAD, listening(context.bus().inbox(Role.VAD))));
    open.add(offer(Role.ASR, context.bus().inbox(Role.ASR)));
    open.add(offer(Role.DIALOGUE, thinking(context.bus().inbox(Role.DIALOGUE))));
    open.add(offer(Role.TTS, speaking(context.bus().inbox(Role.TTS))));
    open.add(offer(Role.PLUGINS, note(context.bus().inbox(Role.PLUGINS), SessionOpened.class, SessionClosed.class,
        DeviceMessage.class)));
    open.add(offer(Role.REGISTRY, context.bus().inbox(Role.REGISTRY).onRequest(DeviceSeen.class, seen -> {
      queue(DeviceSeen.class).add(seen);
      return Future.succeededFuture(new DeviceProfile(seen.deviceId(), agent, "", true, "", seen.atMs(), seen.atMs()));
    })));
    return Future.join(open).mapEmpty();
  }

  /** The dialogue worker takes nothing more, and one of another node has come; complete when both are known. */
  Future<Void> successor(String node) {
    String inbox = Addresses.inbox(Role.DIALOGUE, node);
    MeshBus bus = context.bus().onNode(node);
    return note(bus.inbox(Role.DIALOGUE), AnswerHeard.class).open().compose(opened -> {
      Promise<Void> known = Promise.promise();
      bus.subscribe(Addresses.ANNOUNCE, NodeAnnounced.class, announced -> {
        if (announced.node().equals(node)) {
          known.tryComplete();
        }
      }).completion().onSuccess(listens -> {
        context.directory().withdraw(Role.DIALOGUE);
        bus.publish(Addresses.ANNOUNCE, new NodeAnnounced(
            node, "test", 1, NodeState.READY, List.of(new RoleLoad(Role.DIALOGUE, inbox, 10, 0, 0))));
      });
      return known.future();
    });
  }

  // ---- what they are told

  /** What dialogue does when it is asked. */
  void onAnswer(Consumer<AnswerOpen> does) {
    dialogue = does;
  }

  /** Dialogue says these sentences to whatever it is asked. */
  void answering(String... sentences) {
    onAnswer(open -> reply(open.ref(), sentences));
  }

  /** How many packets a sentence has; fewer than 0: tts never says it. */
  void onSentence(ToIntFunction<SpeakSentence> frames) {
    tts = frames;
  }

  /** Which agent the registry names for every device. */
  void agent(String agentId) {
    agent = agentId;
  }

  /** From now on workers of the role refuse. */
  void refuse(Role role, MeshError error) {
    refusals.put(role, error);
  }

  // ---- what they say

  /** Makes the session send this to its device, behind everything that it was told before. */
  void mark(String sessionId, String mark) {
    toOwner(new DeviceSend(sessionId, DeviceChannel.MCP, "{\"mark\":\"" + mark + "\"}"));
  }

  void toOwner(BusMessage message) {
    context.bus().send(Addresses.inbox(Role.INGRESS, context.bus().node()), message);
  }

  void reply(TurnRef ref, String... sentences) {
    reply(ref, false, sentences);
  }

  void reply(TurnRef ref, boolean endSession, String... sentences) {
    for (int i = 0; i < sentences.length; i++) {
      toOwner(sentence(ref, i, sentences[i], ""));
    }
    toOwner(new AnswerDone(ref, sentences.length, endSession, "scripted"));
  }

  static SentenceReady sentence(TurnRef ref, int index, String text, String emotion) {
    return new SentenceReady(ref, index, text, "en", "", emotion);
  }

  void voice(TurnRef ref) {
    toOwner(new SpeechStarted(ref, utterance(ref), 0));
  }

  void silence(TurnRef ref, UtteranceEndReason reason) {
    toOwner(new SpeechStopped(ref, utterance(ref), 900, 900, 500, reason));
  }

  void words(TurnRef ref, String text) {
    toOwner(new TranscriptFinal(ref, utterance(ref), text, "en", "", "scripted", 10));
    utterances.merge(ref, 1, Integer::sum);
  }

  private int utterance(TurnRef ref) {
    return utterances.getOrDefault(ref, 0);
  }

  /** A whole utterance. */
  void hear(TurnRef ref, String text) {
    voice(ref);
    silence(ref, UtteranceEndReason.SILENCE);
    words(ref, text);
  }

  // ---- what they heard

  /** The next message of this type. */
  <T extends BusMessage> T next(Class<T> type) throws InterruptedException {
    BusMessage next = queue(type).poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("nobody sent " + type.getSimpleName() + " in " + PATIENCE_MS + " ms");
    }
    return type.cast(next);
  }

  /** The newest message of this type that ingress has sent by now. */
  <T extends BusMessage> T latest(Class<T> type, Role to) throws Exception {
    caughtUp(to);
    T latest = next(type);
    while (!queue(type).isEmpty()) {
      latest = next(type);
    }
    return latest;
  }

  /** Completes when the worker has taken note of everything that was sent to it before. */
  void caughtUp(Role role) throws Exception {
    Promise<Void> answered = Promise.promise();
    context.bus().request(Addresses.inbox(role, context.bus().node()), new Accepted(), Accepted.class, PATIENCE_MS)
        .onComplete(refused -> answered.complete());
    SessionCase.await(answered.future());
  }

  /** The messages of this type that have come and that nobody has asked for. */
  <T extends BusMessage> Queue<BusMessage> heard(Class<T> type) {
    return queue(type);
  }

  private BlockingQueue<BusMessage> queue(Class<?> type) {
    return heard.computeIfAbsent(type, t -> new LinkedBlockingQueue<>());
  }

  // ---- the workers

  private Future<Void> offer(Role role, Inbox inbox) {
    return inbox.open()
        .onSuccess(v -> context.directory().offer(role, () -> new WorkerDirectory.Load(100, 0, 0.0)));
  }

  private Inbox listening(Inbox inbox) {
    inbox.onRequest(ListenOpen.class, open -> {
      sessions.add(open.ref().sessionId());
      return take(Role.VAD, open, new ListenOpened(open.ref(), 60_000, 30_000));
    });
    return note(inbox, AudioFrame.class, ListenFlush.class, ListenSpeaking.class, ListenClose.class);
  }

  private Inbox thinking(Inbox inbox) {
    inbox.onRequest(AnswerOpen.class, open -> {
      queue(AnswerOpen.class).add(open);
      sessions.add(open.ref().sessionId());
      return take(Role.DIALOGUE, open, new Accepted()).onSuccess(accepted -> dialogue.accept(open));
    });
    return note(inbox, AnswerCancel.class, AnswerHeard.class);
  }

  private Inbox speaking(Inbox inbox) {
    inbox.onRequest(SpeakOpen.class, open -> take(Role.TTS, open, new Accepted())
        .onSuccess(accepted -> speeches.put(open.ref(), new ScriptedSpeech(open, this::toOwner))));
    note(inbox, SpeakEnd.class);
    inbox.on(SpeakSentence.class, sentence -> {
      queue(SpeakSentence.class).add(sentence);
      int frames = tts.applyAsInt(sentence);
      if (frames >= 0 && speeches.containsKey(sentence.ref())) {
        speeches.get(sentence.ref()).speak(sentence, frames);
      }
    });
    inbox.on(SpeakCredit.class, credit -> {
      if (speeches.containsKey(credit.ref())) {
        speeches.get(credit.ref()).credit(credit.upToSequence());
      }
    });
    return inbox.on(SpeakCancel.class, cancel -> {
      speeches.remove(cancel.ref());
      queue(SpeakCancel.class).add(cancel);
    });
  }

  private <R extends BusMessage> Future<R> take(Role role, BusMessage open, R accepted) {
    queue(open.getClass()).add(open);
    MeshError refusal = refusals.get(role);
    return refusal == null
        ? Future.succeededFuture(accepted)
        : Future.failedFuture(new MeshException(refusal, "scripted refusal"));
  }

  @SafeVarargs
  private Inbox note(Inbox inbox, Class<? extends BusMessage>... types) {
    for (Class<? extends BusMessage> type : types) {
      inbox.on(type, message -> queue(type).add(message));
    }
    return inbox;
  }
}
