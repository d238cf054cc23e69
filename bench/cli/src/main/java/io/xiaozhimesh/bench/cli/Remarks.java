package io.xiaozhimesh.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is to be said; shared by both commands. */
final class Remarks {

  @Option(names = "--wav", paramLabel = "FILE",
      description = "A 16-bit PCM WAV that is spoken in real time; may be repeated.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--text", paramLabel = "SENTENCE",
      description = "A sentence that is sent as text, after the WAVs; may be repeated.")
  private List<String> sentences = new ArrayList<>();

  boolean none() {
    return files.isEmpty() && sentences.isEmpty();
  }

  /** In the order of the call: WAVs, then sentences. */
  List<Remark> read(CommandSpec spec) {
    List<Remark> remarks = new ArrayList<>();
    for (Path file : files) {
      try {
        remarks.add(Remark.ofFile(file));
      } catch (IOException e) {
        throw new CommandLine.ParameterException(spec.commandLine(),
            "--wav: cannot use " + file + ", give a 16-bit PCM WAV (" + e.getMessage() + ")", e);
      }
    }
    sentences.forEach(sentence -> remarks.add(new Remark.Written(sentence)));
    return remarks;
  }
}
