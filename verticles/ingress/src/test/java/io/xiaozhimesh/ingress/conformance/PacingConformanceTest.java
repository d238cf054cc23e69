package io.xiaozhimesh.ingress.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.ingress.IngressOptions;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/** The times of a reply, measured by the device on the wall clock with the default options. */
@Isolated("what other tests do would be measured too")
@Execution(ExecutionMode.SAME_THREAD)
class PacingConformanceTest extends SessionCase {

  @Test
  void statement62_firstPacket_comesAtLeast50MsAfterTtsStart() throws Exception {
    workers.onSentence(sentence -> 1);
    List<Double> gaps = new ArrayList<>();
    try (WireDevice device = WireDevice.greeted(serve())) {
      for (int i = 0; i < 5; i++) {
        say(device, "auto", "hello");
        Heard start = device.await("tts start");
        gaps.add(device.await("audio").msSince(start));
        device.await("tts stop");
      }
    }
    // One gap may look shorter than it was when the reader is late for its beginning.
    assertThat(gaps.stream().sorted().toList().get(2)).as("median of %s ms", gaps).isGreaterThanOrEqualTo(50);
  }

  @Test
  void statement66_statement67_statement68_pace_isRealTimeWithASmallLeadAndStopsAfterTheSound() throws Exception {
    workers.answering("A first long sentence.", "And a second.");
    workers.onSentence(sentence -> 50);
    List<Heard> reply;
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "tell me a story");
      reply = device.until("tts stop");
    }
    List<Heard> frames = WireDevice.audio(reply);
    assertThat(frames).hasSize(100);
    assertLeadIsSmall(frames);
    assertGapsAreShort(frames);
    assertPaceIsRealTime(frames);
    double afterSoundMs = reply.get(reply.size() - 1).msSince(frames.get(0)) - frames.size() * FRAME_MS;
    assertThat(afterSoundMs).as("tts stop after the end of the sound").isBetween(100.0, 800.0);
  }

  @Test
  void statement68_ttsIsSlow_ttsStopStillWaitsForTheSoundOnTheDevice() throws Exception {
    workers.answering("One.", "Two.");
    workers.onSentence(sentence -> {
      if (sentence.index() == 1) {
        vertx.setTimer(500, t -> {
          for (int i = 0; i < 3; i++) {
            workers.toOwner(new SpeechFrame(sentence.ref(), 1, 3 + i,
                ScriptedSpeech.packet(1, 1, 3 + i)));
          }
          workers.toOwner(new SentenceSpoken(sentence.ref(), 1, 3, "scripted"));
        });
      }
      return sentence.index() == 0 ? 3 : -1;
    });
    try (WireDevice device = WireDevice.greeted(serve())) {
      say(device, "auto", "count");
      List<Heard> reply = device.until("tts stop");
      List<Heard> frames = WireDevice.audio(reply);
      assertThat(frames).hasSize(6);
      double afterSoundMs = reply.get(reply.size() - 1).msSince(frames.get(3)) - 3 * FRAME_MS;
      assertThat(afterSoundMs).isBetween(100.0, 800.0);
    }
  }

  /** At most 5 packets ahead of what the device has played, and one more. */
  private static void assertLeadIsSmall(List<Heard> frames) {
    for (int i = 0; i < frames.size(); i++) {
      double elapsedMs = frames.get(i).msSince(frames.get(0));
      assertThat((double) i + 1).as("packets sent after %s ms", elapsedMs).isLessThanOrEqualTo(elapsedMs / FRAME_MS + 5 + 1);
    }
  }

  private static void assertGapsAreShort(List<Heard> frames) {
    for (int i = 1; i < frames.size(); i++) {
      assertThat(frames.get(i).msSince(frames.get(i - 1))).as("gap before packet %s", i).isLessThanOrEqualTo(200);
    }
  }

  /** Counted from the packet after the lead, which goes out at once. */
  private static void assertPaceIsRealTime(List<Heard> frames) {
    int first = IngressOptions.DEFAULT_LEAD_FRAMES;
    double tookMs = frames.get(frames.size() - 1).msSince(frames.get(first));
    double realMs = (frames.size() - 1 - first) * FRAME_MS;
    assertThat(Math.abs(tookMs - realMs) / realMs).as("deviation from real time").isLessThan(0.01);
  }
}
