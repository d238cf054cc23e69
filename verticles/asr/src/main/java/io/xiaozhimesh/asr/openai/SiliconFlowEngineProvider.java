package io.xiaozhimesh.asr.openai;

/** SiliconFlow (https://docs.siliconflow.cn/cn/api-reference/audio/create-audio-transcriptions). */
public final class SiliconFlowEngineProvider extends OpenAiEngineProvider {

  /** For the {@link java.util.ServiceLoader}. */
  public SiliconFlowEngineProvider() {
    super("siliconflow", "https://api.siliconflow.cn/v1/audio/transcriptions", "FunAudioLLM/SenseVoiceSmall");
  }
}
