/** Speech from Aliyun's Intelligent Speech Interaction (NLS). */
package io.xiaozhimesh.tts.aliyun;
