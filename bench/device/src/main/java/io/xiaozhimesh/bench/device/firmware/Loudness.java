package io.xiaozhimesh.bench.device.firmware;

/** Where sound begins and ends, by energy in windows of 10 ms. */
public final class Loudness {

  /** A window louder than this counts as sound: about -43 dB of full scale, as root mean square of 16-bit samples. */
  public static final double AUDIBLE_RMS = 230;

  /** For speech a window also has to be within this of the loudest one (-30 dB), so that room noise is no speech. */
  public static final double VOICED_SHARE_OF_PEAK = 0.0316;

  private Loudness() {
  }

  /** The first sample of the first audible window; -1 when there is none. */
  public static int firstAudible(short[] pcm, int sampleRateHz) {
    int window = sampleRateHz / 100;
    for (int at = 0; at + window <= pcm.length; at += window) {
      if (rms(pcm, at, window) > AUDIBLE_RMS) {
        return at;
      }
    }
    return -1;
  }

  /** The sample after the last voiced window; 0 when nothing is voiced. */
  public static int lastVoiced(short[] pcm, int sampleRateHz) {
    int window = sampleRateHz / 100;
    double threshold = Math.max(AUDIBLE_RMS, VOICED_SHARE_OF_PEAK * loudest(pcm, window));
    for (int at = pcm.length / window * window - window; at >= 0; at -= window) {
      if (rms(pcm, at, window) > threshold) {
        return at + window;
      }
    }
    return 0;
  }

  private static double loudest(short[] pcm, int window) {
    double loudest = 0;
    for (int at = 0; at + window <= pcm.length; at += window) {
      loudest = Math.max(loudest, rms(pcm, at, window));
    }
    return loudest;
  }

  private static double rms(short[] pcm, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    return Math.sqrt(sum / count);
  }
}
