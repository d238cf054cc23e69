package io.xiaozhimesh.stage.resilience;

/** Who may go first where there is a queue; earlier constants before later ones. */
public enum Priority {
  /** Somebody waits for it. */
  INTERACTIVE,
  /** Probes, summaries: it can wait, and gives its place in a full queue to who cannot. */
  BACKGROUND
}
