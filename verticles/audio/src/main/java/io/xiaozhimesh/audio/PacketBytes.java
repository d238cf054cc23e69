package io.xiaozhimesh.audio;

/** How large an encoder's packets may become. */
final class PacketBytes {

  /** Three frames of 20 ms at 1275 bytes and their lengths: the most that a packet of 60 ms needs. */
  static final int MAX = 3 * 1275 + 7;

  private PacketBytes() {
  }
}
