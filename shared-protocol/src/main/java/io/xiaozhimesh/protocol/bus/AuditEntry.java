package io.xiaozhimesh.protocol.bus;

/**
 * One call of a tool that does something, as it is kept for those who must answer for it.
 *
 * @param atMs when the call came, Unix time
 * @param deviceId normalised, or "" when it is not known
 * @param agentId whose policy applied, or ""
 * @param sessionId one device connection
 * @param turnId within the session
 * @param tool its name
 * @param origin as in its ToolSpec
 * @param effect as in its ToolSpec
 * @param decision what was decided about it
 * @param outcome what became of it
 * @param durationMs from the call to its result; 0 when it was not run
 * @param arguments "sha256:…", or the JSON with or without its values, as configured
 */
public record AuditEntry(
    long atMs,
    String deviceId,
    String agentId,
    String sessionId,
    int turnId,
    String tool,
    String origin,
    ToolEffect effect,
    ToolDecision decision,
    ToolOutcome outcome,
    int durationMs,
    String arguments) {

  public AuditEntry {
    Checks.present(deviceId, "deviceId");
    Checks.present(agentId, "agentId");
    Checks.present(sessionId, "sessionId");
    Checks.notNegative(turnId, "turnId");
    Checks.present(tool, "tool");
    Checks.present(origin, "origin");
    Checks.present(effect, "effect");
    Checks.present(decision, "decision");
    Checks.present(outcome, "outcome");
    Checks.notNegative(durationMs, "durationMs");
    Checks.present(arguments, "arguments");
  }
}
