package io.xiaozhimesh.plugins.builtin;

import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolFiller;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.List;

/** What tools that ask a service outside have in common. Stateless. */
public final class RemoteTool {

  private static final List<ToolFiller> FILLERS =
      List.of(new ToolFiller("en-US", "Let me look that up."), new ToolFiller("zh-CN", "我查一下。"));

  private RemoteTool() {
  }

  /** A tool that only asks, with something to say while it does. */
  public static ToolSpec asking(String name, String description, ToolSchema schema) {
    return new ToolSpec(name, description, schema.json(), ToolEffect.PURE, "builtin", 0, "web", FILLERS, false);
  }

  /** An address without the slashes at its end, so that a path can follow. */
  public static String base(String url) {
    return url.replaceAll("/+$", "");
  }

  /** A text as part of a query. */
  public static String query(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** At most so many characters, cut between whole ones; blanks evened out. */
  public static String cut(String text, int charsMax) {
    String even = text.replaceAll("\\s+", " ").strip();
    if (even.length() <= charsMax) {
      return even;
    }
    int end = Character.isHighSurrogate(even.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
    return even.substring(0, end) + "…";
  }
}
