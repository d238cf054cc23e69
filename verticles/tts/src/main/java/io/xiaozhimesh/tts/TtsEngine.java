package io.xiaozhimesh.tts;

import java.util.List;

/**
 * Turns text into sound. Thread-safe; any number of syntheses at the same time, which the engine may make one after the
 * other.
 */
public interface TtsEngine extends AutoCloseable {

  /** The name under which it is configured and counted. */
  String name();

  /** Whether it can speak a language, given as a BCP 47 tag; the script of the text is not its business. */
  boolean supports(String language);

  /** Names of its voices; the first is the default. Empty where only the service knows them. */
  List<String> voices();

  /**
   * Begins to speak a text into the sink and returns at once. Text without anything to pronounce completes without
   * sound.
   *
   * @param text at most {@link io.xiaozhimesh.protocol.Limits#SENTENCE_CHARS_MAX} characters; longer ones fail with
   *     BAD_REQUEST
   * @param language one that it supports
   * @param voice one of its voices; "" or an unknown name means the default
   * @param sink hears the sound; may be called before this method returns
   */
  Synthesis synthesise(String text, String language, String voice, SpeechSink sink);

  /** Makes the first sentence as fast as the others. Called once before it is asked, on a thread that may block. */
  default void warmUp() {
  }

  /** Ends what is under way and releases everything. */
  @Override
  void close();
}
