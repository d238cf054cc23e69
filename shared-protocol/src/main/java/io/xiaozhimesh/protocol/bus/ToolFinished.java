package io.xiaozhimesh.protocol.bus;

/**
 * A tool that had answered LATER has its result. Sent once, to the {@code lateInbox} of its call.
 *
 * @param ref the turn that called it, which may be over
 * @param name as in its ToolSpec
 * @param kind what the dialogue is to do with it; never LATER or CONFIRM
 * @param text the result, or a sentence that says what went wrong
 * @param failed true when the tool did not do what it was asked
 */
@WireType(91)
public record ToolFinished(TurnRef ref, String name, ToolResultKind kind, String text, boolean failed)
    implements ControlMessage {

  public ToolFinished {
    Checks.present(ref, "ref");
    Checks.present(name, "name");
    Checks.present(kind, "kind");
    Checks.present(text, "text");
  }
}
