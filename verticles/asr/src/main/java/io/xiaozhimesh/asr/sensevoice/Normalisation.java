package io.xiaozhimesh.asr.sensevoice;

import java.util.Arrays;
import java.util.List;

/**
 * The model's global normalisation: {@code (x + negMean) * inverseDeviation} per dimension. Immutable.
 *
 * <p>Stands in the model's metadata as two lists separated by commas, or in a Kaldi text file {@code am.mvn} in the
 * components AddShift and Rescale.
 */
final class Normalisation {

  private final float[] negMean;
  private final float[] inverseDeviation;

  private Normalisation(float[] negMean, float[] inverseDeviation) {
    this.negMean = checked(negMean);
    this.inverseDeviation = checked(inverseDeviation);
  }

  /** From the two lists of the metadata. */
  static Normalisation fromLists(String negMean, String inverseDeviation) {
    return new Normalisation(floats(negMean, ","), floats(inverseDeviation, ","));
  }

  /** From the lines of an {@code am.mvn}. */
  static Normalisation fromKaldi(List<String> lines) {
    return new Normalisation(component(lines, "<AddShift>"), component(lines, "<Rescale>"));
  }

  /** Normalises rows of {@link LowFrameRate#DIMENSIONS} in place. */
  void apply(float[] rows) {
    for (int i = 0; i < rows.length; i++) {
      int dimension = i % LowFrameRate.DIMENSIONS;
      rows[i] = (rows[i] + negMean[dimension]) * inverseDeviation[dimension];
    }
  }

  private static float[] component(List<String> lines, String name) {
    for (int i = 0; i + 1 < lines.size(); i++) {
      String values = lines.get(i + 1);
      if (lines.get(i).startsWith(name) && values.contains("[") && values.contains("]")) {
        return floats(values.substring(values.indexOf('[') + 1, values.indexOf(']')).trim(), "\\s+");
      }
    }
    throw new IllegalStateException("the normalisation file has no " + name);
  }

  private static float[] floats(String list, String separator) {
    String[] texts = list.split(separator);
    float[] values = new float[texts.length];
    for (int i = 0; i < texts.length; i++) {
      values[i] = Float.parseFloat(texts[i].trim());
    }
    return values;
  }

  private static float[] checked(float[] values) {
    if (values.length != LowFrameRate.DIMENSIONS) {
      throw new IllegalStateException("the normalisation has " + values.length + " values, should have "
          + LowFrameRate.DIMENSIONS + ": " + Arrays.toString(Arrays.copyOf(values, 3)));
    }
    return values;
  }
}
