package io.xiaozhimesh.asr.openai;

/** Groq (https://console.groq.com/docs/speech-to-text). */
public final class GroqEngineProvider extends OpenAiEngineProvider {

  /** For the {@link java.util.ServiceLoader}. */
  public GroqEngineProvider() {
    super("groq", "https://api.groq.com/openai/v1/audio/transcriptions", "whisper-large-v3-turbo");
  }
}
