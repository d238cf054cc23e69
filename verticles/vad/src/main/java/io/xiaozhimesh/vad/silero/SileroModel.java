package io.xiaozhimesh.vad.silero;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;

/**
 * The model in one ONNX Runtime session, which all threads share. It computes on the calling thread only: a window
 * takes 30-60 µs, too little to divide. Holds about 10 MB outside the heap until it is closed.
 */
public final class SileroModel implements AutoCloseable {

  final OrtEnvironment environment;
  final OrtSession session;

  /**
   * Loads the model; takes half a second the first time in a JVM.
   *
   * @param onnx content of the file
   */
  public SileroModel(byte[] onnx) throws OrtException {
    environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      session = environment.createSession(onnx, options);
    }
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
