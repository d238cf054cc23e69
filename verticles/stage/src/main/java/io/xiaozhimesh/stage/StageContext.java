package io.xiaozhimesh.stage;

/**
 * What the launcher gives every stage.
 *
 * @param bus the event bus of this node
 * @param directory who is there, and how this node says that it is
 * @param clock the only source of time
 * @param metrics counters and times
 */
public record StageContext(MeshBus bus, WorkerDirectory directory, MeshClock clock, Metrics metrics) {
}
