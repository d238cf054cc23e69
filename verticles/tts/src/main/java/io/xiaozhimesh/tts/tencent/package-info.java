/** Speech from Tencent Cloud. */
package io.xiaozhimesh.tts.tencent;
