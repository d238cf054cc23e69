package io.xiaozhimesh.bench.device.firmware;

import static io.xiaozhimesh.bench.device.firmware.DeviceState.CONNECTING;
import static io.xiaozhimesh.bench.device.firmware.DeviceState.IDLE;
import static io.xiaozhimesh.bench.device.firmware.DeviceState.LISTENING;
import static io.xiaozhimesh.bench.device.firmware.DeviceState.SPEAKING;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The conversation states of firmware 2.4: which change is legal, what causes it, and what the device does afterwards.
 *
 * <p>A trigger changes the state at once; its effects follow one pass of the main loop later and only for the state in
 * which the device is then. So {@code tts start} and {@code tts stop} within one pass leave no trace: the microphone
 * never stops and no {@code listen start} is sent. In auto mode the effects of listening wait until everything was
 * played. Used by one thread.
 */
public final class DeviceStateMachine {

  private static final Map<DeviceState, Set<DeviceState>> LEGAL = Map.of(
      IDLE, Set.of(CONNECTING, LISTENING, SPEAKING),
      CONNECTING, Set.of(IDLE, LISTENING),
      LISTENING, Set.of(SPEAKING, IDLE),
      SPEAKING, Set.of(LISTENING, IDLE));

  private final ListeningMode mode;
  private DeviceState state = IDLE;
  private boolean microphoneOn;
  private boolean unsettled;
  private boolean refused;

  /** A device that is idle and will listen in the given mode. */
  public DeviceStateMachine(ListeningMode mode) {
    this.mode = mode;
  }

  /** Where the device is. */
  public DeviceState state() {
    return state;
  }

  /** Whether the microphone is on. */
  public boolean microphoneOn() {
    return microphoneOn;
  }

  /** Whether effects are still to come. */
  public boolean unsettled() {
    return unsettled;
  }

  /** Whether the last trigger asked for a change that is not legal. */
  public boolean refused() {
    return refused;
  }

  /** Whether a binary message that comes now is kept. */
  public boolean acceptsAudio() {
    return state == SPEAKING;
  }

  /**
   * Moves the device.
   *
   * @return whether the state changed; without a change nothing follows
   */
  public boolean apply(DeviceTrigger trigger) {
    DeviceState next = switch (trigger) {
      case OPEN -> CONNECTING;
      case HELLO_ACCEPTED, PRESS -> LISTENING;
      case TTS_START -> SPEAKING;
      case TTS_STOP -> state != SPEAKING ? state : mode == ListeningMode.MANUAL ? IDLE : LISTENING;
      case WAKE_WORD -> state == SPEAKING ? LISTENING : state;
      case RELEASE -> state == LISTENING ? IDLE : state;
      case CHANNEL_LOST -> IDLE;
    };
    return move(next);
  }

  private boolean move(DeviceState next) {
    refused = next != state && !LEGAL.get(state).contains(next);
    if (next == state || refused) {
      return false;
    }
    state = next;
    unsettled = true;
    return true;
  }

  /**
   * What is to be done now, once per pass of the main loop.
   *
   * @param playedOut whether no packet waits to be played
   * @return in order; empty while an auto-mode device still plays before it listens again
   */
  public List<DeviceEffect> settle(boolean playedOut) {
    if (!unsettled || waitsForPlayback(playedOut)) {
      return List.of();
    }
    unsettled = false;
    return switch (state) {
      case LISTENING -> listening();
      case SPEAKING -> speaking();
      case IDLE -> microphoneOff();
      case CONNECTING -> List.of();
    };
  }

  private boolean waitsForPlayback(boolean playedOut) {
    return state == LISTENING && mode == ListeningMode.AUTO && !microphoneOn && !playedOut;
  }

  private List<DeviceEffect> listening() {
    if (microphoneOn) {
      return List.of();
    }
    microphoneOn = true;
    if (mode == ListeningMode.MANUAL) {
      return List.of(
          DeviceEffect.FLUSH_PLAYBACK, DeviceEffect.SEND_LISTEN_START, DeviceEffect.MICROPHONE_ON);
    }
    return List.of(DeviceEffect.SEND_LISTEN_START, DeviceEffect.MICROPHONE_ON);
  }

  private List<DeviceEffect> speaking() {
    if (mode == ListeningMode.REALTIME || !microphoneOn) {
      return List.of(DeviceEffect.FLUSH_PLAYBACK);
    }
    microphoneOn = false;
    return List.of(DeviceEffect.MICROPHONE_OFF, DeviceEffect.FLUSH_PLAYBACK);
  }

  private List<DeviceEffect> microphoneOff() {
    if (!microphoneOn) {
      return List.of();
    }
    microphoneOn = false;
    return List.of(DeviceEffect.MICROPHONE_OFF);
  }
}
