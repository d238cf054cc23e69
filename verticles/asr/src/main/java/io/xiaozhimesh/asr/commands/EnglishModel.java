package io.xiaozhimesh.asr.commands;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The American English model of sphinx4's data jar: acoustics and a dictionary of 134,000 words. The dictionary is
 * shared by all recognisers and used under its own lock only; acoustics are loaded once per recogniser, because they
 * remember scores of the current frame.
 */
final class EnglishModel {

  private static final String ACOUSTICS = "/edu/cmu/sphinx/models/en-us/en-us";
  private static final String WORDS = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";
  private static final int TOP_GAUSSIANS = 4;
  private static final float MIXTURE_WEIGHT_FLOOR = 1e-7f;
  private static final float VARIANCE_FLOOR = 1e-4f;

  /** Held here, because a logger that nobody holds forgets its level. */
  private static final Logger SPHINX_LOG = Logger.getLogger("edu.cmu.sphinx");

  private final UnitManager units = new UnitManager();
  private final TextDictionary dictionary;

  private EnglishModel() {
    dictionary = new TextDictionary(
        resource(WORDS), resource(ACOUSTICS + "/noisedict"), List.of(), null, units);
  }

  /** Reads the dictionary; about half a second. */
  static EnglishModel load() {
    SPHINX_LOG.setLevel(Level.OFF);
    EnglishModel model = new EnglishModel();
    try {
      model.dictionary.allocate();
    } catch (IOException e) {
      throw new UncheckedIOException("the dictionary of the commands engine cannot be read", e);
    }
    return model;
  }

  /** Acoustics for one recogniser: about 50 MB. */
  Sphinx3Loader acoustics() {
    return new Sphinx3Loader(
        resource(ACOUSTICS), units, 0f, MIXTURE_WEIGHT_FLOOR, VARIANCE_FLOOR, TOP_GAUSSIANS, true);
  }

  /** Whether the word can be pronounced. */
  synchronized boolean knows(String word) {
    return dictionary.getWord(word) != null;
  }

  /** Held while a grammar is compiled: neither the dictionary nor the phone table may be used by two threads. */
  Dictionary dictionary() {
    return dictionary;
  }

  UnitManager units() {
    return units;
  }

  private static URL resource(String path) {
    URL url = EnglishModel.class.getResource(path);
    if (url == null) {
      throw new IllegalStateException("the commands engine needs sphinx4-data: " + path + " is missing");
    }
    return url;
  }
}
