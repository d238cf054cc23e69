/** Recognition by Aliyun's speech service (NLS): a sentence over REST, or streamed over a WebSocket. */
package io.xiaozhimesh.asr.aliyun;
