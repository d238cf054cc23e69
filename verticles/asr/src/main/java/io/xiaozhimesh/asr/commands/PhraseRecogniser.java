package io.xiaozhimesh.asr.commands;

import edu.cmu.sphinx.decoder.Decoder;
import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleBreadthFirstSearchManager;
import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.linguist.Linguist;
import edu.cmu.sphinx.linguist.acoustic.AcousticModel;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import edu.cmu.sphinx.linguist.flat.FlatLinguist;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import io.xiaozhimesh.asr.commands.Verdict.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Recognises one utterance at a time as one of the phrases of its grammar, or refuses it. Two passes: the grammar with a
 * phone loop beside it finds the best phrase and refuses most of what is none; a free phone loop then measures what is
 * left, see {@link Evidence}. One thread at a time.
 */
final class PhraseRecogniser {

  private static final String UNKNOWN_WORD = "<unk>";
  private static final double WORD_INSERTION = 0.1;
  private static final double SILENCE_INSERTION = 0.1;
  private static final double FILLER_INSERTION = 1e-2;
  private static final double UNIT_INSERTION = 1.0;
  private static final float LANGUAGE_WEIGHT = 1f;
  private static final double OUT_OF_GRAMMAR = 1.0;
  private static final double OUT_OF_GRAMMAR_PHONE = 1e-10;
  private static final int BEAM_STATES = 20_000;
  private static final double GRAMMAR_BEAM = 1e-60;
  private static final double LOOP_BEAM = 1e-30;

  private final EnglishModel model;
  private final double evidenceMin;
  private final PcmSource source = new PcmSource();
  private final AcousticModel acoustics;
  private final FrontEnd frontEnd;
  private final Recognizer loop;
  private PhraseSet phrases = PhraseSet.EMPTY;
  private Recognizer grammar;

  private PhraseRecogniser(EnglishModel model, double evidenceMin) throws IOException {
    this.model = model;
    this.evidenceMin = evidenceMin;
    Sphinx3Loader loader = model.acoustics();
    loader.load();
    acoustics = new TiedStateAcousticModel(loader, model.units(), true);
    acoustics.allocate();
    frontEnd = Cepstra.of(source, loader);
    loop = recogniser(new PhoneLoop(acoustics), LOOP_BEAM);
  }

  /** Loads the acoustics; about a second. It listens for nothing yet. */
  static PhraseRecogniser load(EnglishModel model, double evidenceMin) {
    try {
      synchronized (model) {
        return new PhraseRecogniser(model, evidenceMin);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the acoustics of the commands engine cannot be read", e);
    }
  }

  /** What it listens for. */
  PhraseSet phrases() {
    return phrases;
  }

  /** Compiles a grammar unless it has it already; some milliseconds per phrase. */
  void listenFor(PhraseSet wanted) {
    if (!wanted.equals(phrases)) {
      synchronized (model) {
        grammar = wanted.phrases().isEmpty() ? null : recogniser(grammarOf(wanted), GRAMMAR_BEAM);
      }
      phrases = wanted;
    }
  }

  /** Decodes 16 kHz mono PCM. */
  Verdict recognise(short[] pcm) {
    if (grammar == null) {
      return Verdict.refused(Reason.NO_PHRASES);
    }
    Token best = decode(grammar, pcm);
    if (best == null || best.getWordPathNoFiller().isBlank()) {
      return Verdict.refused(Reason.NO_MATCH);
    }
    DecodedPath words = DecodedPath.of(best);
    if (words.words().contains(UNKNOWN_WORD)) {
      return Verdict.refused(Reason.OUT_OF_GRAMMAR);
    }
    return verified(words, pcm);
  }

  private Verdict verified(DecodedPath words, short[] pcm) {
    String phrase = phrases.spoken().get(words.words());
    if (phrase == null) {
      return Verdict.refused(Reason.NO_MATCH);
    } else if (Evidence.tooSlow(words)) {
      return Verdict.refused(Reason.TOO_SLOW);
    } else if (Evidence.tooFast(words)) {
      return Verdict.refused(Reason.TOO_FAST);
    }
    Token phones = decode(loop, pcm);
    if (phones == null || Evidence.perFrame(words.frames(), DecodedPath.of(phones).frames()) < evidenceMin) {
      return Verdict.refused(Reason.WEAK_EVIDENCE);
    }
    return new Verdict(phrase, Reason.ACCEPTED);
  }

  /** The best hypothesis that reached an end of the graph, or null; of mere silence there is not even a result. */
  private Token decode(Recognizer recogniser, short[] pcm) {
    source.load(pcm);
    Result result = recogniser.recognize();
    drain();
    return result == null ? null : result.getBestFinalToken();
  }

  /** A search that gives up early leaves features behind, which the next utterance would begin with. */
  private void drain() {
    Data left = frontEnd.getData();
    while (left != null) {
      left = frontEnd.getData();
    }
  }

  private Linguist grammarOf(PhraseSet wanted) {
    return new FlatLinguist(acoustics, new PhraseGrammar(model.dictionary(), wanted.spoken().keySet()), model.units(),
        WORD_INSERTION, SILENCE_INSERTION, FILLER_INSERTION, UNIT_INSERTION, LANGUAGE_WEIGHT, false, false, false,
        true, OUT_OF_GRAMMAR, OUT_OF_GRAMMAR_PHONE, acoustics);
  }

  private Recognizer recogniser(Linguist linguist, double beam) {
    SimpleBreadthFirstSearchManager search = new SimpleBreadthFirstSearchManager(linguist, new SimplePruner(),
        new SimpleAcousticScorer(frontEnd, null), new PartitionActiveListFactory(BEAM_STATES, beam),
        false, 0, 0, false);
    Recognizer recogniser =
        new Recognizer(new Decoder(search, false, true, List.of(), Integer.MAX_VALUE), List.of());
    recogniser.allocate();
    return recogniser;
  }
}
