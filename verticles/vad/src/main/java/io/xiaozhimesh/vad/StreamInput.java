package io.xiaozhimesh.vad;

/**
 * What one stream has received, in order.
 *
 * @param packet an Opus packet, or null for the end that the speaker declared
 * @param lost packets missing before it
 * @param sequence its number
 */
record StreamInput(byte[] packet, int lost, int sequence) {

  static final StreamInput FLUSH = new StreamInput(null, 0, 0);

  boolean isFlush() {
    return packet == null;
  }
}
