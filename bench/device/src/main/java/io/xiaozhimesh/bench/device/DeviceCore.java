package io.xiaozhimesh.bench.device;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.bench.device.firmware.DeviceEffect;
import io.xiaozhimesh.bench.device.firmware.DeviceMcpServer;
import io.xiaozhimesh.bench.device.firmware.DeviceState;
import io.xiaozhimesh.bench.device.firmware.DeviceStateMachine;
import io.xiaozhimesh.bench.device.firmware.DeviceTrigger;
import io.xiaozhimesh.bench.device.firmware.ListeningMode;
import io.xiaozhimesh.bench.device.firmware.MainLoop;
import java.util.concurrent.TimeoutException;

/** What a device does with what happens to it: the firmware's application. Used on one event loop. */
final class DeviceCore implements DeviceChannel.Observer, Loudspeaker.Observer, Microphone.Observer {

  /** Packets of a wake word's sound that a device keeps: two seconds. */
  static final int WAKE_WORD_PACKETS = 33;

  private static final String WAKE_WORD_REASON = "wake_word_detected";

  private final Vertx vertx;
  private final WebSocketClient client;
  private final DeviceConfig config;
  private final DeviceListener listener;
  private final DeviceStateMachine machine;
  private final MainLoop loop;
  private final Microphone microphone;
  private final DeviceMcpServer mcp;
  private final TurnQueue turns;
  private DeviceChannel channel;
  private Loudspeaker speaker;
  private TurnRecorder recorder;
  private Promise<ServerHello> helloWanted = Promise.promise();
  private Promise<Void> clipSaid = Promise.promise();
  private Promise<Void> gone = Promise.promise();
  private String sessionId = "";
  private boolean answerStopped;

  DeviceCore(
      Vertx vertx, WebSocketClient client, DeviceConfig config, DeviceBoard board, DeviceListener listener) {
    this.vertx = vertx;
    this.client = client;
    this.config = config;
    this.listener = listener;
    this.machine = new DeviceStateMachine(config.mode());
    this.loop = new MainLoop(
        pass -> vertx.setTimer(config.options().mainLoopPassMs(), fired -> pass.run()), this::settle);
    this.microphone = new Microphone(vertx, this::sendPacket, this);
    this.mcp = new DeviceMcpServer(board.stockTools(), config.identity().board(), config.identity().version());
    this.turns = new TurnQueue(vertx);
    useHello(new ServerHello("", ServerHello.DEFAULT_SAMPLE_RATE_HZ, ServerHello.DEFAULT_FRAME_DURATION_MS));
  }

  DeviceState state() {
    return machine.state();
  }

  TurnQueue turns() {
    return turns;
  }

  Future<ServerHello> connect() {
    return openChannel().compose(this::listenAfterHello);
  }

  Future<ServerHello> connectByWakeWord(String wakeWord, SpeechClip sound) {
    return openChannel().compose(hello -> {
      sound.packets().stream().limit(WAKE_WORD_PACKETS).forEach(channel::sendPacket);
      recorder.said(wakeWord);
      recorder.speechEnded(System.nanoTime());
      sendText(DeviceMessages.listenDetect(sessionId, wakeWord));
      return listenAfterHello(hello);
    });
  }

  private Future<ServerHello> openChannel() {
    if (machine.state() != DeviceState.IDLE || channel != null) {
      return Future.failedFuture("the channel is open already");
    }
    trigger(DeviceTrigger.OPEN);
    helloWanted = Promise.promise();
    gone = Promise.promise();
    turns.open();
    return DeviceChannel.open(client, config, this)
        .compose(this::greet)
        .onFailure(failure -> trigger(DeviceTrigger.CHANNEL_LOST));
  }

  private Future<ServerHello> greet(DeviceChannel opened) {
    channel = opened;
    sendText(DeviceMessages.hello(config));
    int timeoutMs = config.options().helloTimeoutMs();
    long timer = vertx.setTimer(timeoutMs, fired ->
        helloWanted.tryFail(new TimeoutException("no hello from the server within " + timeoutMs + " ms")));
    return helloWanted.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private Future<ServerHello> listenAfterHello(ServerHello hello) {
    Promise<ServerHello> settled = Promise.promise();
    loop.schedule(() -> {
      enterListening();
      loop.schedule(() -> settled.complete(hello));
    });
    return settled.future();
  }

  /** In one pass, so that a push-to-talk device which nobody presses sends nothing. */
  private void enterListening() {
    trigger(DeviceTrigger.HELLO_ACCEPTED);
    if (config.mode() == ListeningMode.MANUAL) {
      trigger(DeviceTrigger.RELEASE);
    }
  }

  Future<Void> say(SpeechClip clip) {
    if (channel == null) {
      return Future.failedFuture("the channel is not open");
    }
    clipSaid.tryFail("something else is being said");
    clipSaid = Promise.promise();
    recorder.said(clip.name());
    microphone.say(clip);
    if (config.mode() == ListeningMode.MANUAL) {
      loop.schedule(this::press);
    }
    return clipSaid.future();
  }

  private void press() {
    if (machine.state() == DeviceState.SPEAKING) {
      sendText(DeviceMessages.abort(sessionId, null));
    }
    trigger(DeviceTrigger.PRESS);
  }

  Future<Void> sayText(String sentence) {
    recorder.said(sentence);
    recorder.speechEnded(System.nanoTime());
    return send(DeviceMessages.listenDetect(sessionId, sentence));
  }

  Future<Void> abort(String reason) {
    if (WAKE_WORD_REASON.equals(reason)) {
      microphone.forget();
      loop.schedule(() -> trigger(DeviceTrigger.WAKE_WORD));
    }
    return send(DeviceMessages.abort(sessionId, reason));
  }

  Future<Void> send(String message) {
    if (channel == null) {
      return Future.failedFuture("the channel is not open");
    }
    sendText(message);
    return Future.succeededFuture();
  }

  Future<Void> send(byte[] message) {
    if (channel == null) {
      return Future.failedFuture("the channel is not open");
    }
    channel.sendRaw(message);
    return Future.succeededFuture();
  }

  Future<Void> close() {
    if (channel == null) {
      speaker.close();
      return Future.succeededFuture();
    }
    channel.drop();
    return gone.future().onComplete(done -> speaker.close());
  }

  @Override
  public void text(String message) {
    JsonObject json;
    try {
      json = new JsonObject(message);
    } catch (DecodeException | ClassCastException e) {
      return;
    }
    if (json.getValue("type") instanceof String type) {
      handle(type, json);
      listener.received(json);
    }
  }

  private void handle(String type, JsonObject json) {
    switch (type) {
      case "hello" -> hello(json);
      case "stt" -> transcript(json.getValue("text"));
      case "tts" -> tts(String.valueOf(json.getValue("state")), json.getValue("text"));
      case "llm" -> emotion(json.getValue("emotion"));
      case "mcp" -> mcp(json.getValue("payload"));
      case "system" -> reboot(json.getValue("command"));
      default -> {
        // Unknown types are ignored by devices.
      }
    }
  }

  private void hello(JsonObject json) {
    if (ServerHello.isAcceptable(json)) {
      ServerHello hello = ServerHello.of(json);
      useHello(hello);
      helloWanted.tryComplete(hello);
    }
  }

  private void useHello(ServerHello hello) {
    sessionId = hello.sessionId().isEmpty() ? sessionId : hello.sessionId();
    speaker = new Loudspeaker(vertx, hello, config.options().decode(), this);
    recorder = new TurnRecorder(hello.frameDurationMs(), hello.sampleRateHz());
    answerStopped = false;
  }

  private void transcript(Object text) {
    if (text instanceof String words) {
      finishStoppedAnswer();
      recorder.transcript(words, System.nanoTime());
    }
  }

  private void emotion(Object name) {
    if (name instanceof String face) {
      recorder.emotion(face);
    }
  }

  private void tts(String event, Object text) {
    switch (event) {
      case "start" -> {
        finishStoppedAnswer();
        recorder.ttsStart(System.nanoTime());
        speaker.clock().answerBegins();
        loop.schedule(() -> trigger(DeviceTrigger.TTS_START));
      }
      case "sentence_start" -> {
        if (text instanceof String sentence) {
          recorder.sentence(sentence);
        }
      }
      case "stop" -> {
        answerStopped = recorder.answering();
        loop.schedule(() -> trigger(DeviceTrigger.TTS_STOP));
        loop.schedule(this::finishIfPlayedOut);
      }
      default -> {
        // Other states are ignored by devices.
      }
    }
  }

  private void mcp(Object payload) {
    if (config.options().mcp() && payload instanceof JsonObject request) {
      mcp.answer(request).ifPresent(answer ->
          loop.schedule(() -> sendText(DeviceMessages.mcp(sessionId, answer))));
    }
  }

  private void reboot(Object command) {
    if ("reboot".equals(command) && channel != null) {
      channel.drop();
    }
  }

  @Override
  public void packet(byte[] opus) {
    if (!machine.acceptsAudio()) {
      recorder.frameRefused();
      return;
    }
    double latenessMs = recorder.frameArrived(System.nanoTime());
    if (!speaker.offer(opus)) {
      recorder.frameDropped();
    }
    listener.frame(latenessMs);
  }

  @Override
  public void closed(int code) {
    channel = null;
    microphone.turnOff();
    trigger(DeviceTrigger.CHANNEL_LOST);
    helloWanted.tryFail("the server closed the channel");
    clipSaid.tryFail("the channel is closed");
    if (recorder.anythingHappened() && !(answerStopped && !speaker.playedOut())) {
      finish(answerStopped ? DeviceTurn.PLAYED : DeviceTurn.CLOSED);
    }
    if (!recorder.anythingHappened()) {
      turns.close();
    }
    gone.tryComplete();
    listener.closed(code);
  }

  @Override
  public void speechEnded(long nowNs) {
    recorder.speechEnded(nowNs);
  }

  @Override
  public void clipEnded() {
    clipSaid.tryComplete();
    if (config.mode() == ListeningMode.MANUAL) {
      sendText(DeviceMessages.listenStop(sessionId));
      loop.schedule(() -> trigger(DeviceTrigger.RELEASE));
    }
  }

  @Override
  public void played(short[] samples, long startNs) {
    recorder.played(samples, startNs);
  }

  @Override
  public void playedOut() {
    finishIfPlayedOut();
    loop.wake();
  }

  private void finishIfPlayedOut() {
    if (answerStopped && speaker.playedOut() && machine.state() != DeviceState.SPEAKING) {
      finish(DeviceTurn.PLAYED);
      if (channel == null) {
        turns.close();
      }
    }
  }

  private void finishStoppedAnswer() {
    if (answerStopped) {
      finish(DeviceTurn.PLAYED);
    }
  }

  private void finish(String outcome) {
    answerStopped = false;
    DeviceTurn turn = recorder.finish(outcome, mcp.takeCalled(), speaker.clock());
    turns.add(turn);
    listener.turnEnded(turn);
  }

  private void trigger(DeviceTrigger trigger) {
    if (machine.apply(trigger)) {
      listener.entered(machine.state());
      loop.wake();
    }
  }

  private void settle() {
    machine.settle(speaker.playedOut()).forEach(this::perform);
  }

  private void perform(DeviceEffect effect) {
    switch (effect) {
      case SEND_LISTEN_START -> sendText(DeviceMessages.listenStart(sessionId, config.mode()));
      case MICROPHONE_ON -> microphone.turnOn(System.nanoTime());
      case MICROPHONE_OFF -> microphone.turnOff();
      case FLUSH_PLAYBACK -> speaker.flush();
    }
  }

  private void sendText(String message) {
    if (channel != null) {
      channel.sendText(message);
    }
  }

  private boolean sendPacket(byte[] opus) {
    return channel != null && channel.sendPacket(opus);
  }
}
