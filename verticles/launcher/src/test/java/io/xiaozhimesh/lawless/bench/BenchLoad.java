package io.xiaozhimesh.lawless.bench;

/** Stands for what only measures. */
public final class BenchLoad {
}
