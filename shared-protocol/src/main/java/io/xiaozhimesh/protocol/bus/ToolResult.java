package io.xiaozhimesh.protocol.bus;

/**
 * Answer to ToolCall.
 *
 * @param kind what the dialogue is to do with it
 * @param text the result, or a sentence that says what went wrong; of PLAY an {@link AudioCue}
 * @param failed true when the tool did not do what it was asked
 */
@WireType(57)
public record ToolResult(ToolResultKind kind, String text, boolean failed) implements ControlMessage {

  public ToolResult {
    Checks.present(kind, "kind");
    Checks.present(text, "text");
  }
}
