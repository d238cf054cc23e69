package io.xiaozhimesh.plugin.api;

import java.net.URI;
import java.util.Objects;

/**
 * What a tool answers.
 *
 * @param kind what the mesh does with it
 * @param text to say, or for the model, or the address of the audio
 * @param failed the tool did not do what it was asked; the text says why, in a sentence
 */
public record ToolAnswer(Kind kind, String text, boolean failed) {

  /** What the mesh does with an answer. */
  public enum Kind {
    /** Speak the text as it is. */
    SAY,
    /** Give the text to the model, or speak it where there is none. */
    THINK,
    /** Done; nothing to say. */
    SILENT,
    /** Speak the text, then end the conversation. */
    END_SESSION,
    /** Play what the text addresses. */
    PLAY_AUDIO
  }

  public ToolAnswer {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /** Speak this. */
  public static ToolAnswer say(String text) {
    return new ToolAnswer(Kind.SAY, text, false);
  }

  /** Think about this. */
  public static ToolAnswer think(String text) {
    return new ToolAnswer(Kind.THINK, text, false);
  }

  /** Done, without a word. */
  public static ToolAnswer silent() {
    return new ToolAnswer(Kind.SILENT, "", false);
  }

  /** Speak this and end the conversation. */
  public static ToolAnswer endSession(String farewell) {
    return new ToolAnswer(Kind.END_SESSION, farewell, false);
  }

  /**
   * Play this.
   *
   * @param audio a path without a scheme inside the mesh's folder of sounds ({@code tts.audio.dir}), or an http address that
   *     its configuration allows ({@code tts.audio.urls})
   */
  public static ToolAnswer playAudio(URI audio) {
    return new ToolAnswer(Kind.PLAY_AUDIO, audio.toString(), false);
  }

  /** It could not be done, for the reason in this sentence. */
  public static ToolAnswer failed(String sentence) {
    return new ToolAnswer(Kind.THINK, sentence, true);
  }
}
