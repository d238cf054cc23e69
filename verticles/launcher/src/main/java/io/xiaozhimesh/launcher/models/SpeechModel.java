package io.xiaozhimesh.launcher.models;

import java.util.List;

/**
 * A file that an engine needs and the project does not carry.
 *
 * @param name on the command line
 * @param purpose in a few words
 * @param file where it belongs, relative to the mesh's home
 * @param sha256 in lower-case hexadecimal
 * @param bytes its size
 * @param licence under which it comes
 * @param sources where to get it, in the order in which to try
 */
public record SpeechModel(String name, String purpose, String file, String sha256, long bytes, String licence,
    List<Source> sources) {

  /** A place to get a model from. */
  public sealed interface Source {
  }

  /** A file inside a package of the npm registry, fetched by the machine's npm client. */
  public record NpmPackage(String packageName, String version, String path) implements Source {
  }

  /** A plain download. */
  public record Download(String url) implements Source {
  }

  /** All that the mesh knows. */
  public static final List<SpeechModel> CATALOGUE = List.of(
      new SpeechModel("silero-vad", "finds speech (Silero VAD v6.2)", "models/silero_vad_v6.onnx",
          "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3", 2_327_524, "MIT",
          List.of(new NpmPackage("@ricky0123/vad-web", "0.0.31", "package/dist/silero_vad_v6.onnx"),
              new Download("https://github.com/snakers4/silero-vad/raw/v6.2/src/silero_vad/data/silero_vad.onnx"))));
}
