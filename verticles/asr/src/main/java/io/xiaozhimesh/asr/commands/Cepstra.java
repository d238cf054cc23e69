package io.xiaozhimesh.asr.commands;

import edu.cmu.sphinx.frontend.AutoCepstrum;
import edu.cmu.sphinx.frontend.DataProcessor;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.feature.BatchCMN;
import edu.cmu.sphinx.frontend.feature.DeltasFeatureExtractor;
import edu.cmu.sphinx.frontend.feature.FeatureTransform;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Loader;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The front end for which the model was trained: 39 cepstral features per 10 ms. The mean is taken over the whole
 * utterance, so that nothing of one speaker reaches the next.
 */
final class Cepstra {

  private static final double PREEMPHASIS = 0.97;
  private static final double HAMMING = 0.46;
  private static final float WINDOW_MS = 25.625f;
  private static final float SHIFT_MS = 10f;
  private static final int DELTA_WINDOW = 3;
  private static final int FFT_AUTOMATIC = -1;

  /** These log under their bare names, and one of them at every utterance. Held so that their level stays. */
  private static final List<Logger> LOGS =
      List.of(Logger.getLogger("AutoCepstrum"), Logger.getLogger("BatchCMN"));

  private Cepstra() {
  }

  /** A front end that reads from {@code source}. One recogniser, one thread. */
  static FrontEnd of(DataProcessor source, Loader acoustics) throws IOException {
    LOGS.forEach(log -> log.setLevel(Level.WARNING));
    return new FrontEnd(List.of(source,
        new Preemphasizer(PREEMPHASIS),
        new RaisedCosineWindower(HAMMING, WINDOW_MS, SHIFT_MS),
        new DiscreteFourierTransform(FFT_AUTOMATIC, false),
        new AutoCepstrum(acoustics),
        new BatchCMN(),
        new DeltasFeatureExtractor(DELTA_WINDOW),
        new FeatureTransform(acoustics)));
  }
}
