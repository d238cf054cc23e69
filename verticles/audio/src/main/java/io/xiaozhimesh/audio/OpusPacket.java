package io.xiaozhimesh.audio;

import java.util.Optional;

/**
 * What the first bytes of an Opus packet say about it (RFC 6716 §3): nothing is decoded.
 *
 * @param mode how it is coded
 * @param channels 1 or 2
 * @param frames how many frames it holds, 1 to 48
 * @param frameDurationUs length of each in microseconds: 2500, 5000, 10000, 20000, 40000 or 60000
 */
public record OpusPacket(Mode mode, int channels, int frames, int frameDurationUs) {

  /** The three ways in which Opus codes sound. */
  public enum Mode {
    /** Linear prediction, for speech up to 8 kHz of bandwidth. */
    SILK,
    /** SILK below 8 kHz, CELT above. */
    HYBRID,
    /** Transform coding. */
    CELT
  }

  private static final int FRAME_BYTES_MAX = 1275;
  private static final int DURATION_US_MAX = 120_000;
  private static final int[] SILK_US = {10_000, 20_000, 40_000, 60_000};
  private static final int[] HYBRID_US = {10_000, 20_000};
  private static final int[] CELT_US = {2_500, 5_000, 10_000, 20_000};

  /** Reads a packet; empty if it breaks one of the rules R1 to R7 of RFC 6716 §3.4 and no decoder will take it. */
  public static Optional<OpusPacket> parse(byte[] packet) {
    if (packet.length == 0) {
      return Optional.empty();
    }
    int toc = packet[0] & 0xFF;
    int config = toc >> 3;
    int frames = frames(packet, toc & 3);
    OpusPacket parsed = new OpusPacket(mode(config), (toc & 4) == 0 ? 1 : 2, frames, frameUs(config));
    return frames > 0 && parsed.durationUs() <= DURATION_US_MAX ? Optional.of(parsed) : Optional.empty();
  }

  /** Whether the first byte announces hybrid coding (configurations 12 to 15). */
  static boolean isHybrid(byte[] packet) {
    return packet.length > 0 && mode((packet[0] & 0xFF) >> 3) == Mode.HYBRID;
  }

  /** Length of the whole packet in microseconds. */
  public int durationUs() {
    return frames * frameDurationUs;
  }

  /** Length of the whole packet in whole milliseconds, rounded down. */
  public int durationMs() {
    return durationUs() / 1000;
  }

  /** Samples per channel after decoding at this rate. */
  public int samples(int sampleRateHz) {
    return (int) ((long) durationUs() * sampleRateHz / 1_000_000);
  }

  private static Mode mode(int config) {
    return config < 12 ? Mode.SILK : config < 16 ? Mode.HYBRID : Mode.CELT;
  }

  private static int frameUs(int config) {
    return switch (mode(config)) {
      case SILK -> SILK_US[config & 3];
      case HYBRID -> HYBRID_US[config & 1];
      case CELT -> CELT_US[config & 3];
    };
  }

  /** The number of frames, or 0 if their lengths do not fit the packet. */
  private static int frames(byte[] p, int code) {
    return switch (code) {
      case 0 -> p.length - 1 <= FRAME_BYTES_MAX ? 1 : 0;
      case 1 -> (p.length - 1) % 2 == 0 && (p.length - 1) / 2 <= FRAME_BYTES_MAX ? 2 : 0;
      case 2 -> twoOfDifferentLength(p) ? 2 : 0;
      default -> counted(p);
    };
  }

  private static boolean twoOfDifferentLength(byte[] p) {
    long first = length(p, 1);
    if (first < 0) {
      return false;
    }
    int second = p.length - 1 - lengthBytes(p, 1) - (int) first;
    return second >= 0 && second <= FRAME_BYTES_MAX;
  }

  /** Code 3: a count byte (variable rate, padding, six bits of number), padding lengths, frame lengths, frames. */
  private static int counted(byte[] p) {
    if (p.length < 2) {
      return 0;
    }
    int frames = p[1] & 0x3F;
    int at = 2;
    long left = p.length - 2L;
    boolean more = (p[1] & 0x40) != 0;
    while (more) {
      if (at >= p.length) {
        return 0;
      }
      int pad = p[at++] & 0xFF;
      more = pad == 255;
      left -= 1 + (more ? 254 : pad);
    }
    boolean variable = (p[1] & 0x80) != 0;
    return frames > 0 && (variable ? variableFits(p, at, left, frames) : constantFits(left, frames)) ? frames : 0;
  }

  private static boolean constantFits(long left, int frames) {
    return left >= 0 && left % frames == 0 && left / frames <= FRAME_BYTES_MAX;
  }

  private static boolean variableFits(byte[] p, int start, long left, int frames) {
    int at = start;
    long rest = left;
    for (int i = 0; i < frames - 1; i++) {
      int length = length(p, at);
      if (length < 0) {
        return false;
      }
      rest -= length + lengthBytes(p, at);
      at += lengthBytes(p, at);
    }
    return rest >= 0 && rest <= FRAME_BYTES_MAX;
  }

  /** A frame length: one byte up to 251, else four times the second byte plus the first; -1 past the end. */
  private static int length(byte[] p, int at) {
    if (at >= p.length || at + lengthBytes(p, at) > p.length) {
      return -1;
    }
    int first = p[at] & 0xFF;
    return first < 252 ? first : (p[at + 1] & 0xFF) * 4 + first;
  }

  private static int lengthBytes(byte[] p, int at) {
    return (p[at] & 0xFF) < 252 ? 1 : 2;
  }
}
