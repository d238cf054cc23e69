package io.xiaozhimesh.dialogue.internal;

/**
 * Which characters may go to a device. A device drops a whole JSON message for one control character or one broken
 * surrogate, so these are removed here, whatever a model sends.
 */
final class SafeCharacters {

  /** Stands for "leave it out". */
  static final int DROPPED = -1;

  private SafeCharacters() {
  }

  /** The character itself, a blank or a newline in its place, or {@link #DROPPED}. */
  static int of(int codePoint) {
    if (codePoint == '\n' || codePoint == '\r' || codePoint == 0x2028 || codePoint == 0x2029) {
      return '\n';
    }
    if (codePoint == '\t' || Character.isSpaceChar(codePoint)) {
      return ' ';
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          DROPPED;
      default -> codePoint;
    };
  }
}
