/** Recognition by services that talk like OpenAI's transcription: OpenAI, Groq, SiliconFlow, Whisper on one's own machine. */
package io.xiaozhimesh.asr.openai;
