package io.xiaozhimesh.plugins.hot;

import io.xiaozhimesh.plugin.api.ToolAnswer;
import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import java.net.URI;

/** What a plugin answered, as it goes over the bus. Stateless. */
final class PluginAnswers {

  private PluginAnswers() {
  }

  /** The result, at most {@code charsMax} characters of it. */
  static ToolResult result(String tool, ToolAnswer answer, int charsMax) {
    String text = answer.text().length() <= charsMax ? answer.text() : answer.text().substring(0, charsMax);
    return switch (answer.kind()) {
      case SAY -> new ToolResult(ToolResultKind.SAY, text, answer.failed());
      case THINK -> new ToolResult(ToolResultKind.THINK, text, answer.failed());
      case SILENT -> new ToolResult(ToolResultKind.SILENT, text, answer.failed());
      case END_SESSION -> new ToolResult(ToolResultKind.END_SESSION, text, answer.failed());
      case PLAY_AUDIO -> audio(tool, answer);
    };
  }

  private static ToolResult audio(String tool, ToolAnswer answer) {
    try {
      URI audio = URI.create(answer.text());
      String reference = audio.getScheme() == null ? audio.getPath() : audio.toString();
      return new ToolResult(ToolResultKind.PLAY, new AudioCue(reference, "", "").text(), answer.failed());
    } catch (IllegalArgumentException e) {
      return failed("The tool " + tool + " has found audio, whose address makes no sense.");
    }
  }

  /** A failure, as a sentence. */
  static ToolResult failed(String sentence) {
    return new ToolResult(ToolResultKind.THINK, sentence, true);
  }
}
