package io.xiaozhimesh.launcher.cluster;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * How soon the cluster notices, in seconds. Hazelcast's own defaults (60 s until a frozen node is gone, 300 s until a lost
 * one is back) are far too slow for a conversation.
 *
 * @param heartbeatS how often members greet each other
 * @param heartbeatMaxS a member silent for so long is gone; must outlast the longest pause of a JVM
 * @param mergeFirstS when a part that was cut off first looks for the rest
 * @param mergeNextS and how often from then on
 * @param joinWaitS how long a starting node waits for others that start with it
 */
public record ClusterTiming(int heartbeatS, int heartbeatMaxS, int mergeFirstS, int mergeNextS, int joinWaitS) {

  /** How often members greet each other. */
  public static final int DEFAULT_HEARTBEAT_S = 1;
  /** A member silent for so long is gone. */
  public static final int DEFAULT_HEARTBEAT_S_MAX = 5;
  /** When a part that was cut off first looks for the rest. */
  public static final int DEFAULT_MERGE_FIRST_S = 10;
  /** And how often from then on. */
  public static final int DEFAULT_MERGE_NEXT_S = 5;
  /** How long a starting node waits for others that start with it. */
  public static final int DEFAULT_JOIN_WAIT_S = 1;

  /** Checks what the reader cannot. */
  public ClusterTiming {
    if (heartbeatMaxS < 2 * heartbeatS) {
      throw new IllegalArgumentException("cluster.timing.heartbeatMaxS is " + heartbeatMaxS
          + ", should be at least twice heartbeatS, which is " + heartbeatS);
    }
  }

  static ClusterTiming from(OptionsReader in) {
    return new ClusterTiming(
        in.integer("heartbeatS", DEFAULT_HEARTBEAT_S, 1, 60),
        in.integer("heartbeatMaxS", DEFAULT_HEARTBEAT_S_MAX, 2, 600),
        in.integer("mergeFirstS", DEFAULT_MERGE_FIRST_S, 1, 3_600),
        in.integer("mergeNextS", DEFAULT_MERGE_NEXT_S, 1, 3_600),
        in.integer("joinWaitS", DEFAULT_JOIN_WAIT_S, 0, 60));
  }
}
