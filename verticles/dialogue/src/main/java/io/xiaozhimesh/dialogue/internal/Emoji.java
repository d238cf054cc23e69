package io.xiaozhimesh.dialogue.internal;

import java.util.HashMap;
import java.util.Map;

/** Emoji: what a face means to a device, and how to leave all of them out of what is spoken. */
final class Emoji {

  /** The 21 emotions of the device protocol, each with the emoji that stand for it; the first is the protocol's own. */
  private static final Map<Integer, String> EMOTIONS = new HashMap<>();

  static {
    name("neutral", "😶😐😑");
    name("happy", "🙂😊😀😃😄😁☺🎉👍✨");
    name("laughing", "😆😹");
    name("funny", "😂🤣");
    name("sad", "😔😞😟🙁☹😢");
    name("angry", "😠😡🤬");
    name("crying", "😭");
    name("loving", "😍🥰❤💕💖💗");
    name("embarrassed", "😳😅");
    name("surprised", "😯😲😮");
    name("shocked", "😱🤯");
    name("thinking", "🤔🧐");
    name("winking", "😉");
    name("cool", "😎");
    name("relaxed", "😌");
    name("delicious", "🤤😋");
    name("kissy", "😘😗😙😚");
    name("confident", "😏💪");
    name("sleepy", "😴😪🥱");
    name("silly", "😜😝😛🤪");
    name("confused", "🙄😕🤷");
  }

  private Emoji() {
  }

  private static void name(String emotion, String emoji) {
    emoji.codePoints().forEach(c -> EMOTIONS.put(c, emotion));
  }

  /** The emotion of the first known emoji, or "". */
  static String emotionIn(String text) {
    return text.codePoints().mapToObj(EMOTIONS::get).filter(e -> e != null).findFirst().orElse("");
  }

  /** The text without emoji. */
  static String removedFrom(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().filter(c -> !isEmoji(c)).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isEmoji(int c) {
    return c >= 0x1F000 && c <= 0x1FAFF
        || c >= 0x2600 && c <= 0x27BF
        || c >= 0x2B05 && c <= 0x2B55
        || c >= 0x23E9 && c <= 0x23FA
        || c == 0x231A || c == 0x231B
        || c >= 0xFE00 && c <= 0xFE0F
        || c == 0x20E3;
  }
}
