package io.xiaozhimesh.vad.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The parts around the {@link Endpointer}, each of a few rules. */
class SmallPartsTest {

  @Test
  void utteranceAudio_windowsBeforeThePreRoll_areForgottenAndTheRestIsHandedOutOnce() {
    UtteranceAudio audio = new UtteranceAudio();
    for (short i = 0; i < 10; i++) {
      audio.add(window(i));
    }
    audio.forgetBefore(4 * 512 + 100);
    assertThat(audio.windows()).isEqualTo(6);
    assertThat(audio.takeBefore(7 * 512)).extracting(w -> w[0]).containsExactly((short) 4, (short) 5, (short) 6);
    assertThat(audio.takeBefore(7 * 512)).isEmpty();
    audio.forgetBefore(0);
    assertThat(audio.windows()).isEqualTo(3);
  }

  @Test
  void sequenceGate_gapsAndRepetitions_areToldApart() {
    SequenceGate gate = new SequenceGate();
    assertThat(gate.offer(0)).isZero();
    assertThat(gate.offer(1)).isZero();
    assertThat(gate.offer(1)).isEqualTo(SequenceGate.STALE);
    assertThat(gate.offer(5)).isEqualTo(3);
    assertThat(gate.offer(3)).isEqualTo(SequenceGate.STALE);
    assertThat(gate.offer(6)).isZero();
  }

  @Test
  void creditMeter_anyPacketLength_grantsBefore250MsAndOneWindowAhead() {
    for (int durationMs : new int[] {10, 20, 40, 60, 100, 120}) {
      CreditMeter meter = new CreditMeter(2_000);
      int since = 0;
      int granted = 0;
      for (int sequence = 0; sequence < 100; sequence++) {
        since += durationMs;
        OptionalInt upTo = meter.processed(sequence, durationMs);
        if (upTo.isPresent()) {
          assertThat(upTo.getAsInt()).isEqualTo(sequence + 1 + 2_000 / durationMs);
          granted++;
          since = 0;
        }
        assertThat(since).as("%d ms packets", durationMs).isLessThanOrEqualTo(CreditMeter.GRANT_EVERY_MS);
      }
      assertThat(granted).isPositive();
    }
  }

  @Test
  void creditMeter_longestPackets_grantsAtLeastOne() {
    assertThat(new CreditMeter(50).processed(7, 300)).hasValue(9);
  }

  @Test
  void gapFiller_shortGap_isTolerated() {
    GapFiller gaps = new GapFiller(300, 50, 1_000);
    assertThat(gaps.fill(1_200)).isEqualTo(GapFiller.Gap.NONE);
    gaps.arrived(1_250);
    assertThat(gaps.fill(1_550)).isEqualTo(GapFiller.Gap.NONE);
    assertThat(gaps.lastPacketMs()).isEqualTo(1_250);
  }

  @Test
  void gapFiller_longGap_countsInRealTimeFromTheToleranceOn() {
    GapFiller gaps = new GapFiller(300, 50, 1_000);
    assertThat(gaps.fill(1_320)).isEqualTo(new GapFiller.Gap(20, 320));
    assertThat(gaps.fill(1_370)).isEqualTo(new GapFiller.Gap(50, 50));
    gaps.arrived(1_400);
    assertThat(gaps.fill(1_700)).isEqualTo(GapFiller.Gap.NONE);
    assertThat(gaps.fill(1_701)).isEqualTo(new GapFiller.Gap(1, 301));
  }

  @Test
  void windowSlicer_anyChunks_keepsEverySampleInOrder() {
    WindowSlicer slicer = new WindowSlicer();
    List<short[]> windows = new ArrayList<>();
    int next = 0;
    for (int size : new int[] {1, 511, 960, 0, 2_000, 320}) {
      short[] chunk = new short[size];
      for (int i = 0; i < size; i++) {
        chunk[i] = (short) ++next;
      }
      windows.addAll(slicer.add(chunk));
    }
    assertThat(windows).hasSize(next / 512);
    short[] last = slicer.finish().orElseThrow();
    windows.add(last);
    for (int i = 0; i < next; i++) {
      assertThat(windows.get(i / 512)[i % 512]).isEqualTo((short) (i + 1));
    }
    assertThat(last[next % 512]).as("filled up with silence").isZero();
    assertThat(slicer.finish()).isEmpty();
  }

  @Test
  void audioTime_msAndSamples_convert() {
    assertThat(AudioTime.samples(32)).isEqualTo(AudioTime.WINDOW_SAMPLES);
    assertThat(AudioTime.ms(16_000)).isEqualTo(1_000);
  }

  private static short[] window(short value) {
    short[] window = new short[512];
    window[0] = value;
    return window;
  }
}
