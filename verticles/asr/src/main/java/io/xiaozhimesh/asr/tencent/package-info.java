/** Recognition of a sentence by Tencent Cloud. */
package io.xiaozhimesh.asr.tencent;
