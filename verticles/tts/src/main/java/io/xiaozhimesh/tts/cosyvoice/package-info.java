/** Speech from CosyVoice in Aliyun's model studio (DashScope). */
package io.xiaozhimesh.tts.cosyvoice;
