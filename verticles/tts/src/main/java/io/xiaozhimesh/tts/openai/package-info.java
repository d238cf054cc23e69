/** Speech from a remote service that talks like OpenAI's {@code /audio/speech}. */
package io.xiaozhimesh.tts.openai;
