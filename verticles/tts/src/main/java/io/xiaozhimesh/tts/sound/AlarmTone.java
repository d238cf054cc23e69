package io.xiaozhimesh.tts.sound;

/** The sound of an alarm: three times four short beeps, of which each group is louder than the one before. Needs no file. */
final class AlarmTone implements PcmStream {

  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final int GROUPS = 3;
  private static final int BEEPS = 4;
  private static final int BEEP_MS = 120;
  private static final int SLOT_MS = 220;
  private static final int GROUP_MS = 1_300;
  private static final int EDGE_MS = 8;
  private static final int PIECE_MS = 20;
  private static final double PITCH_HZ = 1_046.5;
  private static final double LOUDEST = 14_000;

  private int atMs;

  @Override
  public int sampleRateHz() {
    return SAMPLE_RATE_HZ;
  }

  @Override
  public short[] next() {
    if (atMs >= GROUPS * GROUP_MS) {
      return null;
    }
    short[] piece = new short[SAMPLE_RATE_HZ / 1000 * PIECE_MS];
    for (int i = 0; i < piece.length; i++) {
      piece[i] = sample((long) atMs * SAMPLE_RATE_HZ / 1000 + i);
    }
    atMs += PIECE_MS;
    return piece;
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private static short sample(long n) {
    double ms = n * 1000.0 / SAMPLE_RATE_HZ;
    int group = (int) (ms / GROUP_MS);
    double inGroup = ms - group * GROUP_MS;
    double inSlot = inGroup % SLOT_MS;
    if (inGroup >= BEEPS * SLOT_MS || inSlot >= BEEP_MS) {
      return 0;
    }
    double edge = Math.min(1, Math.min(inSlot, BEEP_MS - inSlot) / EDGE_MS);
    double loudness = LOUDEST * (group + 1) / GROUPS;
    return (short) (loudness * edge * Math.sin(2 * Math.PI * PITCH_HZ * n / SAMPLE_RATE_HZ));
  }
}
