package io.xiaozhimesh.asr.sensevoice;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.xiaozhimesh.asr.Transcript;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The graph and what belongs to it. Inputs: {@code x} float [1, rows, 560], {@code x_length}, {@code language} and
 * {@code text_norm} int32 [1]; output: scores float [1, rows + 4, vocabulary], the first four rows being the tags.
 * Thread-safe: one session serves all decoding threads, each call computes on its caller's.
 */
final class SenseVoiceModel implements AutoCloseable {

  private static final Set<String> INPUTS = Set.of("x", "x_length", "language", "text_norm");
  private static final String BLANK_DEFAULT = "0";
  private static final int WITH_PUNCTUATION = 14;
  private static final int WITHOUT_PUNCTUATION = 15;
  private static final int WARM_UP_SAMPLES = 16_000;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Tokens tokens;
  private final Normalisation normalisation;
  private final int blank;
  private final int language;
  private final int textNorm;

  private SenseVoiceModel(OrtEnvironment environment, OrtSession session, SenseVoiceOptions options)
      throws OrtException, IOException {
    Map<String, String> metadata = session.getMetadata().getCustomMetadata();
    this.environment = environment;
    this.session = session;
    this.tokens = Tokens.read(options.tokens());
    this.normalisation = normalisation(metadata, options);
    this.blank = Integer.parseInt(metadata.getOrDefault("blank_id", BLANK_DEFAULT));
    this.language = options.language().id();
    this.textNorm = options.punctuation() ? WITH_PUNCTUATION : WITHOUT_PUNCTUATION;
  }

  /**
   * Loads the files and runs once, so that the first utterance is as fast as the others.
   *
   * @throws IllegalStateException when a file is missing, unreadable or not such a model
   */
  static SenseVoiceModel load(SenseVoiceOptions options) {
    if (!options.present()) {
      throw new IllegalStateException(
          "sensevoice needs the files " + options.model() + " and " + options.tokens());
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions single = new OrtSession.SessionOptions()) {
      single.setIntraOpNumThreads(1);
      single.setInterOpNumThreads(1);
      return opened(environment, environment.createSession(options.model().toString(), single), options);
    } catch (OrtException | IOException e) {
      throw new IllegalStateException("sensevoice cannot load " + options.model() + ": " + e.getMessage(), e);
    }
  }

  /** Understands 16 kHz mono PCM. Computes on the caller's thread. */
  Transcript recognise(short[] pcm) {
    float[][] frames = FilterBank.compute(pcm);
    if (frames.length == 0) {
      return Transcript.nothing(SenseVoiceEngineProvider.NAME);
    }
    float[] rows = LowFrameRate.stack(frames);
    normalisation.apply(rows);
    return TaggedText.read(ids(rows).stream().map(tokens::piece).toList());
  }

  /** The tokens of normalised rows. */
  List<Integer> ids(float[] rows) {
    int count = rows.length / LowFrameRate.DIMENSIONS;
    try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(rows),
            new long[] {1, count, LowFrameRate.DIMENSIONS});
        OnnxTensor length = scalar(count);
        OnnxTensor spoken = scalar(language);
        OnnxTensor norm = scalar(textNorm);
        OrtSession.Result result = session.run(
            Map.of("x", x, "x_length", length, "language", spoken, "text_norm", norm))) {
      return decoded((OnnxTensor) result.get(0));
    } catch (OrtException e) {
      throw new IllegalStateException("the model failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the model cannot be closed: " + e.getMessage(), e);
    }
  }

  private List<Integer> decoded(OnnxTensor logits) {
    long[] shape = ((TensorInfo) logits.getInfo()).getShape();
    return CtcPath.decode(logits.getFloatBuffer(), (int) shape[1], (int) shape[2], blank);
  }

  private OnnxTensor scalar(int value) throws OrtException {
    return OnnxTensor.createTensor(environment, IntBuffer.wrap(new int[] {value}), new long[] {1});
  }

  /** Closes the session again unless it is such a model and has run once. */
  private static SenseVoiceModel opened(OrtEnvironment environment, OrtSession session, SenseVoiceOptions options)
      throws OrtException, IOException {
    boolean usable = false;
    try {
      if (!session.getInputNames().equals(INPUTS)) {
        throw new IllegalStateException(options.model() + " is no SenseVoice model: its inputs are "
            + session.getInputNames());
      }
      SenseVoiceModel model = new SenseVoiceModel(environment, session, options);
      model.recognise(new short[WARM_UP_SAMPLES]);
      usable = true;
      return model;
    } finally {
      if (!usable) {
        session.close();
      }
    }
  }

  private static Normalisation normalisation(Map<String, String> metadata, SenseVoiceOptions options)
      throws IOException {
    String negMean = metadata.get("neg_mean");
    String inverseDeviation = metadata.get("inv_stddev");
    return negMean != null && inverseDeviation != null
        ? Normalisation.fromLists(negMean, inverseDeviation)
        : Normalisation.fromKaldi(Files.readAllLines(options.normalisation()));
  }
}
