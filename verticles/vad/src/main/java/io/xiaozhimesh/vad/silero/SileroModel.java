package io.xiaozhimesh.vad.silero;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.xiaozhimesh.stage.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model, either the official graph or the {@link MatrixForm} of its weights, in one ONNX Runtime session, which all
 * threads share. It computes on the calling thread only: a window takes 10-60 µs, too little to divide. Holds a few MB
 * outside the heap until it is closed.
 */
public final class SileroModel implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SileroModel.class);

  private final String form;
  final OrtEnvironment environment;
  final OrtSession session;

  /**
   * Loads the official graph; takes half a second the first time in a JVM.
   *
   * @param onnx content of the file
   */
  public SileroModel(byte[] onnx) throws OrtException {
    this("official", onnx);
  }

  private SileroModel(String form, byte[] onnx) throws OrtException {
    this.form = form;
    environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      session = environment.createSession(onnx, options);
    }
  }

  /**
   * Loads the matrix form of the file's weights, several times as fast as the official graph, if it says the same to
   * the {@link SelfTest}; else the official graph, which is logged and counted as {@code mesh.vad.matrix.refused}.
   *
   * @param onnx content of the official file
   */
  public static SileroModel fastest(byte[] onnx, Metrics metrics) throws OrtException {
    try {
      SileroModel matrix = new SileroModel("matrix", MatrixForm.of(new SileroWeights(onnx)));
      float difference = SelfTest.difference(matrix);
      if (difference <= SelfTest.TOLERANCE) {
        return matrix;
      }
      matrix.close();
      LOG.warn("the matrix form of the speech model differs by {} from the official graph, which is used", difference);
    } catch (IllegalArgumentException | OrtException e) {
      LOG.warn("the speech model has no matrix form; the official graph is used", e);
    }
    metrics.count("mesh.vad.matrix.refused");
    return new SileroModel(onnx);
  }

  /** Which graph computes: {@code matrix} or {@code official}. */
  public String form() {
    return form;
  }

  /** A scorer for one thread. */
  public SileroScorer scorer(int rowsMax) throws OrtException {
    return new SileroScorer(this, rowsMax);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
