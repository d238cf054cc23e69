package io.xiaozhimesh.launcher.top;

/** How words stand out: by ANSI sequences on a terminal, not at all elsewhere. */
enum Ink {
  /** Plain text. */
  NONE,
  /** Colours. */
  TERMINAL;

  String strong(String text) {
    return in("1", text);
  }

  String bad(String text) {
    return in("31", text);
  }

  String warning(String text) {
    return in("33", text);
  }

  String faint(String text) {
    return in("2", text);
  }

  private String in(String code, String text) {
    return this == NONE ? text : "\u001b[" + code + 'm' + text + "\u001b[0m";
  }
}
