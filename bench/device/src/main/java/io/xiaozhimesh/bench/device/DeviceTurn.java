package io.xiaozhimesh.bench.device;

import io.xiaozhimesh.audio.Wav;
import java.util.List;

/**
 * One turn as the device lived it: from the first thing that the server sent for it until the answer was played.
 *
 * @param input what {@code say} or {@code sayText} was given; empty for an answer that nobody asked for
 * @param transcript what the server heard; empty when it said nothing about it
 * @param sentences what the server announced before speaking it
 * @param emotion the last face; empty when there was none
 * @param tools device tools that the server called meanwhile
 * @param reply what sounded; empty when nothing was decoded
 * @param frames what arrived and how
 * @param timing when
 * @param outcome "played", "closed" when the channel went first
 */
public record DeviceTurn(
    String input,
    String transcript,
    List<String> sentences,
    String emotion,
    List<String> tools,
    Wav reply,
    Frames frames,
    Timing timing,
    String outcome) {

  /** The outcome of a turn whose answer was played to its end. */
  public static final String PLAYED = "played";

  /** The outcome of a turn during which the channel was closed. */
  public static final String CLOSED = "closed";

  public DeviceTurn {
    sentences = List.copyOf(sentences);
    tools = List.copyOf(tools);
  }

  /** Whether the answer was played to its end and had sound. */
  public boolean completed() {
    return PLAYED.equals(outcome) && frames.received > 0;
  }

  /** The whole answer as text. */
  public String replyText() {
    return String.join(" ", sentences);
  }

  /**
   * The answer's packets.
   *
   * @param received accepted by the device
   * @param late more than 5 ms later than the grid of one per frame duration
   * @param refused came while the device was not speaking
   * @param dropped found no place in the decode queue
   * @param gaps how often the loudspeaker ran dry inside the answer
   * @param gapMs for how long altogether
   * @param longestGapMs the longest of them
   */
  public record Frames(int received, int late, int refused, int dropped, int gaps, double gapMs, double longestGapMs) {
  }

  /**
   * Times in milliseconds; from the moment the packet with the last voiced sample was sent; -1 where it did not happen.
   *
   * @param transcriptMs {@code stt} came
   * @param ttsStartMs {@code tts start} came
   * @param firstFrameMs the first packet came
   * @param firstAudioMs the first audible sample sounded
   * @param endMs the last sample sounded
   */
  public record Timing(double transcriptMs, double ttsStartMs, double firstFrameMs, double firstAudioMs, double endMs) {
  }
}
