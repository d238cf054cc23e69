package io.xiaozhimesh.asr.sensevoice;

import io.xiaozhimesh.stage.OptionsReader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The options of the SenseVoice engine, section {@code asr.sensevoice}.
 *
 * @param model the ONNX file
 * @param tokens its tokens
 * @param normalisation Kaldi text file, used when the model's metadata has no normalisation
 * @param decoders how many utterances are decoded at once; each takes a thread
 * @param utterancesMax how many utterances may be open or waiting at once
 * @param language auto, zh, en, yue, ja or ko
 * @param punctuation whether numbers are written as digits and sentences with punctuation
 */
public record SenseVoiceOptions(
    Path model, Path tokens, Path normalisation, int decoders, int utterancesMax, Language language,
    boolean punctuation) {

  /** What the model is told to expect, with its numbers for it. */
  public enum Language {
    /** Whatever is spoken. */
    AUTO(0),
    /** Mandarin. */
    ZH(3),
    /** English. */
    EN(4),
    /** Cantonese. */
    YUE(7),
    /** Japanese. */
    JA(11),
    /** Korean. */
    KO(12);

    private final int id;

    Language(int id) {
      this.id = id;
    }

    int id() {
      return id;
    }
  }

  /** Where the model is expected. */
  public static final String DEFAULT_MODEL = "models/sensevoice/model.int8.onnx";

  /** Where its tokens are expected. */
  public static final String DEFAULT_TOKENS = "models/sensevoice/tokens.txt";

  /** Where its normalisation may stand. */
  public static final String DEFAULT_NORMALISATION = "models/sensevoice/am.mvn";

  /** Threads that decode, at most; one per core below that. */
  public static final int DEFAULT_DECODERS_MAX = 2;

  /** Open or waiting utterances. */
  public static final int DEFAULT_UTTERANCES_MAX = 64;

  /** Whatever is spoken. */
  public static final Language DEFAULT_LANGUAGE = Language.AUTO;

  /** Written as people write. */
  public static final boolean DEFAULT_PUNCTUATION = true;

  /** Reads the section; {@code decoders: 0} means one per core, at most {@link #DEFAULT_DECODERS_MAX}. */
  public static SenseVoiceOptions from(OptionsReader section) {
    int decoders = section.integer("decoders", 0, 0, 256);
    return new SenseVoiceOptions(
        Path.of(section.text("model", DEFAULT_MODEL)),
        Path.of(section.text("tokens", DEFAULT_TOKENS)),
        Path.of(section.text("normalisation", DEFAULT_NORMALISATION)),
        decoders == 0 ? Math.min(DEFAULT_DECODERS_MAX, Runtime.getRuntime().availableProcessors()) : decoders,
        section.integer("utterancesMax", DEFAULT_UTTERANCES_MAX, 1, 10_000),
        section.choice("language", DEFAULT_LANGUAGE),
        section.flag("punctuation", DEFAULT_PUNCTUATION));
  }

  /** Whether the files are in place. */
  boolean present() {
    return Files.isRegularFile(model) && Files.isRegularFile(tokens);
  }
}
