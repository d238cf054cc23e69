package io.xiaozhimesh.dialogue;

/** What the offline intents are for. */
public enum IntentUse {
  /** They answer what they surely understand; a model answers the rest. */
  FIRST,
  /** They answer alone. */
  ONLY,
  /** Only the agent's exit words are understood; a model answers everything. */
  NEVER
}
