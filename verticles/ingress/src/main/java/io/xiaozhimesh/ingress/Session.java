package io.xiaozhimesh.ingress;

import io.xiaozhimesh.ingress.internal.Answer;
import io.xiaozhimesh.ingress.internal.Phase;
import io.xiaozhimesh.ingress.internal.Playout;
import io.xiaozhimesh.ingress.internal.SessionEffect;
import io.xiaozhimesh.ingress.internal.SessionEvent;
import io.xiaozhimesh.ingress.internal.SessionMachine;
import io.xiaozhimesh.ingress.internal.SessionState;
import io.xiaozhimesh.ingress.internal.Step;
import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.ingress.socket.SessionListener;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerFailed;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.DeviceCommand;
import io.xiaozhimesh.protocol.bus.DeviceCommandKind;
import io.xiaozhimesh.protocol.bus.DeviceSay;
import io.xiaozhimesh.protocol.bus.DeviceSend;
import io.xiaozhimesh.protocol.bus.ListenCredit;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.device.BinaryFraming;
import io.xiaozhimesh.protocol.device.Downlink;
import io.xiaozhimesh.protocol.device.UplinkMessage;
import io.xiaozhimesh.protocol.device.UplinkParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The shell around {@link SessionMachine} for one device: turns what comes from the socket and the bus into events,
 * carries out the effects, and owns the links to the workers. Runs on the context of its verticle only.
 */
final class Session implements SessionListener {

  private final DeviceSocket socket;
  private final SessionServices services;
  private final SessionMachine machine;
  private final DeviceTools tools;
  private final DeviceRegistration registration;
  /** An effect may lead to the next event before the effects of this one are done. */
  private final Deque<Object> events = new ArrayDeque<>();
  private boolean handling;
  private SessionState state;
  private BinaryFraming framing;
  private AudioFormat uplink = new AudioFormat(16_000, 1, 60);
  private boolean emotions = true;
  private boolean toolsOffered;
  private ListenLink listening;
  private Speaking speaking;
  private final Unasked unasked = new Unasked();
  private DeviceSay saying;
  private boolean voiced;
  private long helloUnixMs;

  Session(DeviceSocket socket, SessionServices services, SessionMachine machine) {
    this.socket = socket;
    this.services = services;
    this.machine = machine;
    this.tools = new DeviceTools(services, socket);
    this.registration = new DeviceRegistration(services, socket);
    this.framing = BinaryFraming.version(socket.framingVersion());
    this.state = SessionState.opened(socket.sessionId(),
        services.nowMs() + services.options().turn().helloDeadlineMs());
  }

  /** The verticle knows the session now: time begins to run. */
  void begin() {
    wakeWhenDue();
  }

  DeviceSocket socket() {
    return socket;
  }

  // ---- from the device

  @Override
  public void onText(String text) {
    UplinkMessage message = UplinkParser.parse(text);
    if (message instanceof UplinkMessage.Hello hello) {
      hello(hello);
    } else if (message instanceof UplinkMessage.ListenStart start) {
      handle(new SessionEvent.ListenStarted(start.mode()));
    } else if (message instanceof UplinkMessage.ListenStop) {
      handle(new SessionEvent.ListenStopped());
    } else if (message instanceof UplinkMessage.ListenDetect detect) {
      handle(new SessionEvent.TextReceived(detect.text(), true));
    } else if (message instanceof UplinkMessage.ListenText typed) {
      handle(new SessionEvent.TextReceived(typed.text(), false));
    } else if (message instanceof UplinkMessage.Abort) {
      handle(new SessionEvent.Aborted());
    } else if (message instanceof UplinkMessage.Mcp mcp) {
      tools.fromDevice(DeviceChannel.MCP, mcp.payloadJson());
    } else if (message instanceof UplinkMessage.Iot iot) {
      tools.fromDevice(DeviceChannel.IOT, iot.json());
    } else if (message instanceof UplinkMessage.Goodbye) {
      socket.close(1000, "goodbye");
    } else if (message instanceof UplinkMessage.Ping) {
      socket.sendText(Downlink.pong(socket.sessionId(), services.clock().unixMs()));
    } else if (message instanceof UplinkMessage.Ignored ignored) {
      services.count("mesh.ingress.message.ignored", "why", ignored.why().name());
    }
  }

  @Override
  public void onBinary(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    Optional<BinaryFraming.Frame> frame = framing.unwrap(bytes);
    if (frame.isEmpty()) {
      services.count("mesh.ingress.frame.malformed", "framing", String.valueOf(framing.version()));
    } else if (!state.wantsAudio()) {
      services.count("mesh.ingress.frame.unwanted", "phase", state.phase().name());
    } else {
      listening.audio(frame.get().timestampMs(), frame.get().opus());
    }
  }

  @Override
  public void onClosed(String why) {
    handle(new SessionEvent.SocketClosed());
    unasked.all().forEach(say -> services.said(tools.deviceId(), say.sayId(), false));
    tools.close();
    services.gone(this);
  }

  private void hello(UplinkMessage.Hello hello) {
    uplink = hello.uplink();
    emotions = hello.emoji();
    toolsOffered = hello.mcp();
    if (hello.framingVersion() > 1 && framing == BinaryFraming.V1) {
      framing = BinaryFraming.version(hello.framingVersion());
    }
    helloUnixMs = services.clock().unixMs();
    unasked.connecting(services.nowMs());
    handle(new SessionEvent.HelloReceived());
  }

  // ---- from the mesh

  /** An event for the machine: a message of a worker, or what the node decides. */
  void handle(Object event) {
    events.add(event);
    if (handling) {
      return;
    }
    handling = true;
    try {
      while (!events.isEmpty()) {
        Object next = events.poll();
        if (isRepeated(next)) {
          services.count("mesh.ingress.message.repeated");
          continue;
        }
        note(next);
        Step step = machine.step(state, next, services.nowMs());
        state = step.state();
        step.effects().forEach(this::carryOut);
      }
    } finally {
      handling = false;
    }
    sayNext();
    wakeWhenDue();
  }

  private void wakeWhenDue() {
    services.wakeAt(this, Math.min(state.deadlineMs(), unasked.dueMs(services.nowMs())));
  }

  // ---- what nobody has asked for

  /** Whether it speaks with its device now. */
  boolean isServing() {
    return state.phase() != Phase.NEW && state.phase() != Phase.CLOSED && !state.draining();
  }

  /** Unix time of the device's hello. */
  long helloUnixMs() {
    return helloUnixMs;
  }

  /** Takes something to say at the next quiet moment; false when too much waits already. */
  boolean say(DeviceSay say) {
    boolean taken = unasked.add(say, services.nowMs());
    if (taken && !handling) {
      sayNext();
      wakeWhenDue();
    }
    return taken;
  }

  /** Sends one of the firmware's own messages. */
  void command(DeviceCommand command) {
    socket.sendText(command.kind() == DeviceCommandKind.REBOOT
        ? Downlink.reboot(socket.sessionId())
        : Downlink.alert(socket.sessionId(), command.status(), command.text(), command.emotion()));
  }

  private void sayNext() {
    unasked.expired(services.nowMs()).forEach(say -> services.said(tools.deviceId(), say.sayId(), false));
    if (voiced || saying != null) {
      return;
    }
    unasked.next(services.nowMs(), say -> state.maySayUnasked(say.alarm())).ifPresent(say -> {
      saying = say;
      TurnInputKind kind = say.alarm() ? TurnInputKind.ALARM : TurnInputKind.ANNOUNCEMENT;
      handle(new SessionEvent.SayUnasked(kind, say.text(), say.language()));
    });
  }

  /** Somebody who speaks is not interrupted; a device that does something has arrived. */
  private void note(Object event) {
    if (event instanceof SpeechStarted started) {
      voiced = listening != null && listening.ref().equals(started.ref());
    } else if (event instanceof SpeechStopped || event instanceof TranscriptFinal || event instanceof TranscriptFailed
        || event instanceof SessionEvent.ListenStarted || event instanceof SessionEvent.SocketClosed) {
      voiced = false;
    }
    if (event instanceof SessionEvent.ListenStarted || event instanceof SessionEvent.TextReceived) {
      unasked.settled(services.nowMs());
    }
  }

  /** Lets the links take note of what a worker says, and tells whether it has said so before. */
  private boolean isRepeated(Object event) {
    if (event instanceof AnswerDone done && speaking != null) {
      speaking.thought(done.ref());
    } else if (event instanceof AnswerFailed failed && speaking != null) {
      speaking.thought(failed.ref());
    }
    boolean ofTheStream = listening != null && listening.ref().equals(refOf(event));
    return ofTheStream && !listening.accept(event);
  }

  private static TurnRef refOf(Object event) {
    if (event instanceof SpeechStarted m) {
      return m.ref();
    } else if (event instanceof SpeechStopped m) {
      return m.ref();
    } else if (event instanceof TranscriptFinal m) {
      return m.ref();
    }
    return event instanceof TranscriptFailed m ? m.ref() : null;
  }

  void credit(ListenCredit credit) {
    if (listening != null && listening.ref().equals(credit.ref())) {
      listening.credit(credit.upToSequence());
    }
  }

  void frame(SpeechFrame frame) {
    if (speaks(frame.ref())) {
      if (!speaking.frame(frame)) {
        handle(new SessionEvent.WorkerLost(Role.TTS, frame.ref()));
      }
      playoutIsDue();
    } else {
      services.count("mesh.ingress.downlink.stale");
    }
  }

  void sentenceSpoken(SentenceSpoken spoken) {
    if (speaks(spoken.ref())) {
      if (!speaking.spoken(spoken)) {
        handle(new SessionEvent.WorkerLost(Role.TTS, spoken.ref()));
      }
      playoutIsDue();
    }
  }

  void speakFailed(SpeakFailed failed) {
    services.count("mesh.ingress.sentence.unspoken", "error", failed.error().name());
    if (speaks(failed.ref())) {
      speaking.unspeakable(failed.index());
      playoutIsDue();
    }
  }

  void toDevice(DeviceSend send) {
    tools.toDevice(send);
  }

  /** Keeps what is leased although the device is silent. */
  void renewLeases() {
    if (listening != null) {
      listening.renew();
    }
  }

  /** Goes over to other workers where those that it has are leaving and nobody speaks; true when it did. */
  boolean moveFromLeaving() {
    tools.moveFromLeaving(toolsOffered);
    if (listening == null || !listening.mayMove()) {
      return false;
    }
    handle(new SessionEvent.WorkerLeaving(Role.VAD, listening.ref()));
    return true;
  }

  /**
   * The node is going down.
   *
   * @param pauseMs how long after its last turn the session is left to go on
   */
  void drain(long pauseMs) {
    handle(new SessionEvent.Draining(listening != null && listening.hearsSomebody(), pauseMs));
  }

  /** The time that was asked for has come. */
  void wake() {
    if (services.nowMs() >= state.deadlineMs()) {
      handle(new SessionEvent.Tick());
    } else {
      sayNext();
      wakeWhenDue();
    }
  }

  /** Sends what is due of the answer in hand. */
  void playoutIsDue() {
    if (speaking == null) {
      return;
    }
    TurnRef ref = speaking.ref();
    boolean begins = speaking.framesSent() == 0;
    Playout.Outcome outcome = speaking.advance(services.nowMs());
    if (begins && speaking.framesSent() > 0) {
      handle(new SessionEvent.PlayoutBegan(ref));
    }
    switch (outcome) {
      case RUNNING -> services.playAt(this, speaking.dueMs());
      case ENDED -> handle(new SessionEvent.PlayoutEnded(ref));
      case STALLED -> handle(new SessionEvent.PlayoutStalled(ref));
    }
  }

  private boolean speaks(TurnRef ref) {
    return speaking != null && speaking.speakRef().equals(ref);
  }

  // ---- effects

  private void carryOut(SessionEffect effect) {
    if (effect instanceof SessionEffect.Greet) {
      greet();
    } else if (effect instanceof SessionEffect.ShowTranscript show) {
      socket.sendText(Downlink.stt(socket.sessionId(), show.text()));
    } else if (effect instanceof SessionEffect.StartSpeaking) {
      socket.sendText(Downlink.ttsStart(socket.sessionId()));
    } else if (effect instanceof SessionEffect.StopSpeaking) {
      socket.sendText(Downlink.ttsStop(socket.sessionId()));
    } else if (effect instanceof SessionEffect.Close close) {
      socket.close(close.code(), close.reason());
    } else if (effect instanceof SessionEffect.Count count) {
      services.count("mesh.ingress.event.unexpected", "event", count.what());
    } else if (!carryOutListening(effect)) {
      carryOutAnswering(effect);
    }
  }

  private boolean carryOutListening(SessionEffect effect) {
    if (effect instanceof SessionEffect.OpenListening open) {
      listening = new ListenLink(services, open.ref(), open.mode(), uplink, (ref, failure) ->
          handle(new SessionEvent.LeaseRefused(Role.VAD, ref, failure.error())));
      listening.open(open.speaking());
    } else if (effect instanceof SessionEffect.ReopenListening again) {
      services.count("mesh.ingress.failover", "role", again.lost().key());
      listening.reopen(again.lost(), again.ref());
    } else if (effect instanceof SessionEffect.MoveListening move) {
      services.count("mesh.ingress.listening.moved");
      listening.move(move.ref());
    } else if (effect instanceof SessionEffect.FlushListening) {
      listening.buttonReleased();
    } else if (effect instanceof SessionEffect.MarkSpeaking mark) {
      listening.mark(mark.speaking());
    } else if (effect instanceof SessionEffect.CloseListening) {
      listening.close();
      listening = null;
    } else {
      return false;
    }
    return true;
  }

  private void carryOutAnswering(SessionEffect effect) {
    if (effect instanceof SessionEffect.OpenAnswer open) {
      speaking = openSpeaking(open.ref());
      speaking.think(open, tools, registration.agentId());
      services.playAt(this, speaking.dueMs());
    } else if (effect instanceof SessionEffect.SpeakPrompt prompt) {
      if (speaking == null || !speaking.ref().equals(prompt.ref())) {
        speaking = openSpeaking(prompt.ref());
      }
      speaking.say(prompt);
      playoutIsDue();
    } else if (effect instanceof SessionEffect.Speak speak) {
      speaking.say(speak);
      services.playAt(this, speaking.dueMs());
    } else if (effect instanceof SessionEffect.EndSpeech end) {
      speaking.end(end.sentences());
      services.playAt(this, speaking.dueMs());
    } else if (effect instanceof SessionEffect.Rethink again) {
      services.count("mesh.ingress.failover", "role", Role.DIALOGUE.key());
      speaking.rethink(again.ref());
    } else if (effect instanceof SessionEffect.Respeak again) {
      services.count("mesh.ingress.failover", "role", Role.TTS.key());
      speaking.respeak(again.ref());
      services.playAt(this, speaking.dueMs());
    } else if (effect instanceof SessionEffect.CancelAnswer) {
      speaking.cancel();
    } else if (effect instanceof SessionEffect.TurnOver over) {
      turnOver(over.answer(), over.outcome());
    }
  }

  private Speaking openSpeaking(TurnRef ref) {
    AnswerLink link = new AnswerLink(services, ref, (role, asked, failure) ->
        handle(new SessionEvent.LeaseRefused(role, asked, failure.error())));
    return new Speaking(services, socket, () -> framing, emotions, link);
  }

  private void turnOver(Answer answer, String outcome) {
    speaking.report(answer, outcome, tools.deviceId());
    if (answer.kind().unasked() && saying != null) {
      boolean sounded = !outcome.equals("failed") && !outcome.equals("closed") || speaking.framesSent() > 0;
      services.said(tools.deviceId(), saying.sayId(), sounded);
      saying = null;
    }
    services.playNoMore(this);
    speaking = null;
  }

  private void greet() {
    socket.sendText(Downlink.hello(socket.sessionId(), services.options().downlink()));
    tools.open(toolsOffered);
    registration.seen();
  }
}
