package io.xiaozhimesh.plugins.hot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The plugin folder and the private folder beside it. Blocks on files; used on worker threads, never twice at a time for
 * one plugin.
 */
final class PluginFolder {

  /** What a jar that is taken out of the folder is renamed to; it stays for the operator. */
  static final String WITHDRAWN = ".withdrawn";

  private static final String UNFINISHED = ".part";

  private final Path folder;
  private final Path staging;

  private PluginFolder(Path folder, Path staging) {
    this.folder = folder;
    this.staging = staging;
  }

  /** This folder, which need not exist yet. */
  static PluginFolder at(String dir) {
    try {
      return new PluginFolder(Path.of(dir), Files.createTempDirectory("mesh-plugins"));
    } catch (IOException e) {
      throw new UncheckedIOException("no room for private copies of plugins", e);
    }
  }

  /** The jars in it whose names are those of plugins. */
  List<FolderJar> jars() {
    List<FolderJar> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> jar(file).ifPresent(jars::add));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jars;
  }

  /** Files in it that end in ".jar" but are named otherwise. */
  List<String> misnamed() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar") && JarName.of(name).isEmpty()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A private copy of a jar of the folder. */
  StagedJar stage(JarName name) {
    return stage(name, folder.resolve(name.fileName()));
  }

  /** A private copy of any jar. */
  StagedJar stage(JarName name, Path jar) {
    try {
      Path copy = Files.createTempFile(staging, name + "-", ".jar");
      Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
      return new StagedJar(name, copy);
    } catch (IOException e) {
      throw PluginRefused.unfit("The jar cannot be copied: " + e);
    }
  }

  /** Removes a private copy. */
  void drop(StagedJar jar) {
    try {
      Files.deleteIfExists(jar.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a jar into the folder under its name, at once and whole. */
  FolderJar place(StagedJar jar) {
    Path target = folder.resolve(jar.name().fileName());
    Path part = folder.resolve(jar.name().fileName() + UNFINISHED);
    try {
      Files.createDirectories(folder);
      Files.copy(jar.file(), part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw PluginRefused.unfit("The plugin is live, but its jar cannot be kept in " + folder + ": " + e);
    }
    return jar(target).orElseThrow(() -> PluginRefused.unfit("The jar has vanished from " + folder + '.'));
  }

  /** Takes the jars of a plugin whose versions match out of the folder. */
  void withdraw(String id, Predicate<SemVer> versions) {
    for (FolderJar jar : jars()) {
      if (jar.name().id().equals(id) && versions.test(jar.name().version())) {
        Path file = folder.resolve(jar.name().fileName());
        try {
          Files.move(file, folder.resolve(jar.name().fileName() + WITHDRAWN), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
          throw PluginRefused.unfit("The jar " + file + " cannot be taken out of the folder: " + e);
        }
      }
    }
  }

  /** Removes all private copies. */
  void close() {
    try (Stream<Path> files = Files.walk(staging)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<FolderJar> jar(Path file) {
    return JarName.of(file.getFileName().toString()).flatMap(name -> {
      try {
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
        return seen.isRegularFile()
            ? Optional.of(new FolderJar(name, seen.size(), seen.lastModifiedTime().toMillis()))
            : Optional.empty();
      } catch (IOException e) {
        // Gone between the listing and now.
        return Optional.empty();
      }
    });
  }
}
