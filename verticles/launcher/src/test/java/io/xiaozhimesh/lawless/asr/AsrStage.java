package io.xiaozhimesh.lawless.asr;

import io.xiaozhimesh.lawless.asr.internal.AsrSecret;
import io.xiaozhimesh.lawless.vad.VadStage;

/** Closes a cycle with {@link VadStage}. */
public final class AsrStage {

  VadStage vad;
  AsrSecret secret;
}
