package io.xiaozhimesh.asr.commands;

import edu.cmu.sphinx.linguist.Linguist;
import edu.cmu.sphinx.linguist.SearchGraph;
import edu.cmu.sphinx.linguist.acoustic.AcousticModel;
import edu.cmu.sphinx.linguist.flat.CIPhoneLoop;
import edu.cmu.sphinx.util.LogMath;
import edu.cmu.sphinx.util.props.PropertySheet;

/** Phones in any order: the measure against which words are held. Used by one recogniser. */
final class PhoneLoop implements Linguist {

  private static final double PHONE_INSERTION_PROBABILITY = 1e-2;

  private final AcousticModel acoustics;
  private SearchGraph graph;

  PhoneLoop(AcousticModel acoustics) {
    this.acoustics = acoustics;
  }

  @Override
  public void allocate() {
    float penalty = LogMath.getLogMath().linearToLog(PHONE_INSERTION_PROBABILITY);
    graph = new CIPhoneLoop(acoustics, penalty).getSearchGraph();
  }

  @Override
  public SearchGraph getSearchGraph() {
    return graph;
  }

  @Override
  public void deallocate() {
    graph = null;
  }

  @Override
  public void startRecognition() {
    // The graph has no state.
  }

  @Override
  public void stopRecognition() {
    // The graph has no state.
  }

  @Override
  public void newProperties(PropertySheet properties) {
    // Configured by its constructor.
  }
}
