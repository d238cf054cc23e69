package io.xiaozhimesh.lawless.asr.internal;

/** Nobody's business but its own stage's. */
public final class AsrSecret {
}
