/** Recognition by a FunASR runtime server: words at once, corrected by a second pass. */
package io.xiaozhimesh.asr.funasr;
