package io.xiaozhimesh.bench.device.firmware;

import static io.xiaozhimesh.bench.device.firmware.DeviceEffect.FLUSH_PLAYBACK;
import static io.xiaozhimesh.bench.device.firmware.DeviceEffect.MICROPHONE_OFF;
import static io.xiaozhimesh.bench.device.firmware.DeviceEffect.MICROPHONE_ON;
import static io.xiaozhimesh.bench.device.firmware.DeviceEffect.SEND_LISTEN_START;
import static io.xiaozhimesh.bench.device.firmware.DeviceTrigger.CHANNEL_LOST;
import static io.xiaozhimesh.bench.device.firmware.DeviceTrigger.HELLO_ACCEPTED;
import static io.xiaozhimesh.bench.device.firmware.DeviceTrigger.OPEN;
import static io.xiaozhimesh.bench.device.firmware.DeviceTrigger.PRESS;
import static io.xiaozhimesh.bench.device.firmware.DeviceTrigger.RELEASE;
import static io.xiaozhimesh.bench.device.firmware.DeviceTrigger.TTS_START;
import static io.xiaozhimesh.bench.device.firmware.DeviceTrigger.TTS_STOP;
import static io.xiaozhimesh.bench.device.firmware.DeviceTrigger.WAKE_WORD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceStateMachineTest {

  private static DeviceStateMachine listening(ListeningMode mode) {
    DeviceStateMachine machine = new DeviceStateMachine(mode);
    machine.apply(OPEN);
    machine.settle(true);
    machine.apply(HELLO_ACCEPTED);
    machine.settle(true);
    return machine;
  }

  @Test
  void idle_helloAccepted_announcesListeningAndTurnsMicrophoneOn() {
    DeviceStateMachine machine = new DeviceStateMachine(ListeningMode.AUTO);
    machine.apply(OPEN);
    assertThat(machine.state()).isEqualTo(DeviceState.CONNECTING);
    machine.apply(HELLO_ACCEPTED);
    assertThat(machine.settle(true)).containsExactly(SEND_LISTEN_START, MICROPHONE_ON);
    assertThat(machine.microphoneOn()).isTrue();
  }

  @Test
  void connecting_ttsStart_isRefused() {
    DeviceStateMachine machine = new DeviceStateMachine(ListeningMode.AUTO);
    machine.apply(OPEN);
    assertThat(machine.apply(TTS_START)).isFalse();
    assertThat(machine.refused()).isTrue();
    assertThat(machine.acceptsAudio()).isFalse();
  }

  @Test
  void listening_ttsStart_stopsMicrophoneAndFlushes() {
    DeviceStateMachine machine = listening(ListeningMode.AUTO);
    machine.apply(TTS_START);
    assertThat(machine.acceptsAudio()).isTrue();
    assertThat(machine.settle(true)).containsExactly(MICROPHONE_OFF, FLUSH_PLAYBACK);
  }

  @Test
  void speaking_ttsStartAgain_doesNothing() {
    DeviceStateMachine machine = listening(ListeningMode.AUTO);
    machine.apply(TTS_START);
    machine.settle(true);
    assertThat(machine.apply(TTS_START)).isFalse();
    assertThat(machine.settle(true)).isEmpty();
  }

  @Test
  void autoSpeaking_ttsStop_listensOnlyWhenPlayedOut() {
    DeviceStateMachine machine = listening(ListeningMode.AUTO);
    machine.apply(TTS_START);
    machine.settle(true);
    machine.apply(TTS_STOP);
    assertThat(machine.acceptsAudio()).isFalse();
    assertThat(machine.settle(false)).isEmpty();
    assertThat(machine.unsettled()).isTrue();
    assertThat(machine.settle(true)).containsExactly(SEND_LISTEN_START, MICROPHONE_ON);
    assertThat(machine.settle(true)).isEmpty();
  }

  @Test
  void manualSpeaking_ttsStop_becomesIdle() {
    DeviceStateMachine machine = new DeviceStateMachine(ListeningMode.MANUAL);
    machine.apply(TTS_START);
    machine.settle(true);
    machine.apply(TTS_STOP);
    assertThat(machine.state()).isEqualTo(DeviceState.IDLE);
    assertThat(machine.settle(true)).isEmpty();
  }

  @Test
  void manualIdle_pressAndRelease_flushesAnnouncesAndStops() {
    DeviceStateMachine machine = new DeviceStateMachine(ListeningMode.MANUAL);
    machine.apply(PRESS);
    assertThat(machine.settle(false)).containsExactly(FLUSH_PLAYBACK, SEND_LISTEN_START, MICROPHONE_ON);
    machine.apply(RELEASE);
    assertThat(machine.settle(true)).containsExactly(MICROPHONE_OFF);
  }

  @Test
  void realtimeAnswer_fromStartToStop_neverStopsMicrophoneNorAnnouncesAgain() {
    DeviceStateMachine machine = listening(ListeningMode.REALTIME);
    machine.apply(TTS_START);
    assertThat(machine.settle(true)).containsExactly(FLUSH_PLAYBACK);
    assertThat(machine.microphoneOn()).isTrue();
    machine.apply(TTS_STOP);
    assertThat(machine.settle(false)).isEmpty();
    assertThat(machine.state()).isEqualTo(DeviceState.LISTENING);
    assertThat(machine.unsettled()).isFalse();
  }

  @Test
  void listening_startAndStopWithinOnePass_leaveNoTrace() {
    DeviceStateMachine machine = listening(ListeningMode.AUTO);
    machine.apply(TTS_START);
    machine.apply(TTS_STOP);
    assertThat(machine.settle(true)).isEmpty();
    assertThat(machine.microphoneOn()).isTrue();
  }

  @Test
  void speaking_wakeWord_listensAndIgnoresTheLaterStop() {
    DeviceStateMachine machine = listening(ListeningMode.AUTO);
    machine.apply(TTS_START);
    machine.settle(true);
    machine.apply(WAKE_WORD);
    assertThat(machine.settle(true)).containsExactly(SEND_LISTEN_START, MICROPHONE_ON);
    assertThat(machine.apply(TTS_STOP)).isFalse();
  }

  @Test
  void listening_channelLost_becomesIdleAndSilent() {
    DeviceStateMachine machine = listening(ListeningMode.REALTIME);
    machine.apply(CHANNEL_LOST);
    assertThat(machine.settle(true)).containsExactly(MICROPHONE_OFF);
    assertThat(machine.state()).isEqualTo(DeviceState.IDLE);
  }

  @Test
  void idleOnOpenChannel_serverPush_isPlayedAndThenListens() {
    DeviceStateMachine machine = new DeviceStateMachine(ListeningMode.AUTO);
    machine.apply(TTS_START);
    assertThat(machine.settle(true)).containsExactly(FLUSH_PLAYBACK);
    machine.apply(TTS_STOP);
    assertThat(machine.settle(true)).containsExactly(SEND_LISTEN_START, MICROPHONE_ON);
  }
}
