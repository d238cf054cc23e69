package io.xiaozhimesh.tts.remote;

import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.SpeechSink;
import io.xiaozhimesh.tts.Synthesis;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.internal.SpokenLanguage;
import java.util.List;

/** What every remote engine does before it asks its service. */
abstract class RemoteEngine implements TtsEngine {

  private final String name;
  private final RemoteOptions options;

  RemoteEngine(String name, RemoteOptions options) {
    this.name = name;
    this.options = options;
  }

  /** Asks; returns at once. */
  abstract Synthesis ask(Sentence sentence, SpeechSink sink);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final boolean supports(String language) {
    return options.supports(language);
  }

  @Override
  public final List<String> voices() {
    return options.voices();
  }

  @Override
  public final Synthesis synthesise(String text, String language, String voice, SpeechSink sink) {
    if (text.length() > Limits.SENTENCE_CHARS_MAX) {
      sink.failed(new MeshException(MeshError.BAD_REQUEST, "the text is longer than a sentence may be"));
      return () -> { };
    } else if (!SpokenLanguage.pronounceable(text)) {
      sink.completed();
      return () -> { };
    }
    return ask(new Sentence(Sentence.clean(text), language, voice), sink);
  }
}
