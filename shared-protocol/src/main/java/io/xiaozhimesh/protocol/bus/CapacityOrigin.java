package io.xiaozhimesh.protocol.bus;

/** Where a worker's capacity comes from. */
public enum CapacityOrigin {
  /** Its engine or its defaults say so. */
  STATED,
  /** The operator has set it. */
  CONFIGURED,
  /** It was measured on this machine when the worker started. */
  MEASURED
}
