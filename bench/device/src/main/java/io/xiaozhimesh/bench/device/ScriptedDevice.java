package io.xiaozhimesh.bench.device;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.internal.VertxInternal;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.bench.device.firmware.DeviceState;
import java.util.function.Supplier;

/**
 * One device that connects, says what it is told and reports what it heard. All methods may be called from any thread;
 * everything happens, and all futures complete, on the one event loop that the device was given at its birth.
 */
public final class ScriptedDevice {

  /** How long {@link #awaitTurn()} waits, in milliseconds. */
  public static final long TURN_TIMEOUT_MS = 60_000;

  private final Vertx vertx;
  private final Context context;
  private final DeviceCore core;
  private final DeviceBoard board;

  ScriptedDevice(
      Vertx vertx, WebSocketClient client, DeviceConfig config, DeviceBoard board, DeviceListener listener) {
    this.vertx = vertx;
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    this.board = board;
    this.core = new DeviceCore(vertx, client, config, board, listener);
  }

  /**
   * Opens the channel and completes with the server's hello, or fails when it is refused or the hello does not come in
   * time. A device in auto or realtime mode then listens.
   */
  public Future<ServerHello> connect() {
    return onLoop(core::connect);
  }

  /** The same after a wake word: its sound goes out at once, then its text, then the device listens. */
  public Future<ServerHello> connectByWakeWord(String wakeWord, SpeechClip sound) {
    return onLoop(() -> core.connectByWakeWord(wakeWord, sound));
  }

  /** Encodes the sound and says it; completes when its last packet went out. */
  public Future<Void> say(String name, Wav sound) {
    return vertx.executeBlocking(() -> SpeechClip.of(name, sound), false).compose(this::say);
  }

  /**
   * Says the clip as soon as the microphone is on. A push-to-talk device presses its button before and releases it after.
   * Completes when the last packet went out.
   */
  public Future<Void> say(SpeechClip clip) {
    return onLoop(() -> core.say(clip));
  }

  /** Sends words instead of speech, as a {@code listen detect}. */
  public Future<Void> sayText(String sentence) {
    return onLoop(() -> core.sayText(sentence));
  }

  /**
   * Sends {@code abort}.
   *
   * @param reason "wake_word_detected" takes the device back to listening at once; null is the button, after which it
   *     plays on until the server stops
   */
  public Future<Void> abort(String reason) {
    return onLoop(() -> core.abort(reason));
  }

  /** The next turn that is over, or one that was over already and that nobody has asked for yet. */
  public Future<DeviceTurn> awaitTurn() {
    return awaitTurn(TURN_TIMEOUT_MS);
  }

  /** The same with a limit; fails with a {@link java.util.concurrent.TimeoutException}. */
  public Future<DeviceTurn> awaitTurn(long timeoutMs) {
    return onLoop(() -> core.turns().await(timeoutMs));
  }

  /** Where the device is. */
  public Future<DeviceState> state() {
    return onLoop(() -> Future.succeededFuture(core.state()));
  }

  /** What the device's own tools change. To be read on the device's event loop or after a turn. */
  public DeviceBoard board() {
    return board;
  }

  /** Sends any text. */
  public Future<Void> sendText(String message) {
    return onLoop(() -> core.send(message));
  }

  /** Sends any binary message. */
  public Future<Void> sendBinary(byte[] message) {
    return onLoop(() -> core.send(message));
  }

  /** Drops the TCP connection without a Close frame, as the firmware does; completes when it is gone. */
  public Future<Void> close() {
    return onLoop(core::close);
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> action) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(v -> action.get().onComplete(promise));
    return promise.future();
  }
}
