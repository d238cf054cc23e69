package io.xiaozhimesh.ingress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;

/** What holds of any session after any event: at most one stream, at most one answer, epochs that only rise. */
final class Invariants {

  private TurnRef listening;
  private TurnRef answer;
  private int epoch;
  private boolean deviceSpeaks;
  private boolean closed;

  void check(List<SessionEffect> effects, SessionState state) {
    effects.forEach(this::follow);
    assertThat(state.listening().orElse(null)).isEqualTo(listening);
    assertThat(state.answer().map(Answer::ref).orElse(null)).isEqualTo(answer);
    assertThat(state.epoch()).isGreaterThanOrEqualTo(epoch);
    epoch = state.epoch();
    assertThat(closed && state.phase() != Phase.CLOSED).as("closed, yet in %s", state.phase()).isFalse();
    boolean answering = state.phase() == Phase.ANSWERING || state.phase() == Phase.SPEAKING;
    assertThat(answer != null).as("an answer in %s", state.phase()).isEqualTo(answering);
    if (state.phase() != Phase.CLOSED) {
      assertThat(deviceSpeaks).as("the device speaks in %s", state.phase()).isEqualTo(answering);
    }
  }

  void checkEnd() {
    assertThat(listening).isNull();
    assertThat(answer).isNull();
  }

  private void follow(SessionEffect effect) {
    if (effect instanceof SessionEffect.OpenListening open) {
      assertThat(listening).as("a stream is open").isNull();
      listening = open.ref();
    } else if (effect instanceof SessionEffect.CloseListening close) {
      assertThat(close.ref()).isEqualTo(listening);
      listening = null;
    } else if (effect instanceof SessionEffect.ReopenListening again) {
      assertThat(listening).as("a stream to reopen").isNotNull();
      assertThat(again.ref().turnId()).isEqualTo(listening.turnId());
      raised(again.ref());
      listening = again.ref();
    } else if (effect instanceof SessionEffect.Rethink again) {
      assertThat(again.answer()).isEqualTo(answer);
      raised(again.ref());
    } else if (effect instanceof SessionEffect.Respeak again) {
      assertThat(again.answer()).isEqualTo(answer);
      raised(again.ref());
    } else if (effect instanceof SessionEffect.FlushListening flush) {
      assertThat(flush.ref()).isEqualTo(listening);
    } else if (effect instanceof SessionEffect.MarkSpeaking mark) {
      assertThat(mark.ref()).isEqualTo(listening);
    } else if (effect instanceof SessionEffect.OpenAnswer open) {
      opened(open.ref());
    } else if (effect instanceof SessionEffect.SpeakPrompt prompt) {
      if (!prompt.ref().equals(answer)) {
        opened(prompt.ref());
      }
    } else if (effect instanceof SessionEffect.TurnOver over) {
      assertThat(over.answer().ref()).isEqualTo(answer);
      answer = null;
    } else if (effect instanceof SessionEffect.StartSpeaking) {
      deviceSpeaks = true;
    } else if (effect instanceof SessionEffect.StopSpeaking) {
      deviceSpeaks = false;
    } else if (effect instanceof SessionEffect.Close) {
      closed = true;
    }
  }

  private void raised(TurnRef ref) {
    assertThat(ref.epoch()).as("an epoch that nobody has had").isGreaterThan(epoch);
  }

  private void opened(TurnRef ref) {
    assertThat(answer).as("an answer is open").isNull();
    assertThat(deviceSpeaks).as("the device was told").isTrue();
    assertThat(ref.epoch()).isGreaterThan(epoch);
    answer = ref;
  }
}
