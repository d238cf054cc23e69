/** Speech from SiliconFlow. */
package io.xiaozhimesh.tts.siliconflow;
