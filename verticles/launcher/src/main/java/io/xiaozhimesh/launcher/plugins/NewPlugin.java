package io.xiaozhimesh.launcher.plugins;

import io.xiaozhimesh.plugin.api.PluginApi;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Copies the template plugin under a new name, with the plugin API beside it in a small Maven repository, so that it
 * builds anywhere.
 */
final class NewPlugin {

  private static final Path TEMPLATE = Path.of("verticles", "plugins", "template");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
  private static final Pattern API_VERSION =
      Pattern.compile("<artifactId>plugin-api</artifactId>\\s*<version>([^<]+)</version>");
  private static final String POM = """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>io.xiaozhimesh</groupId>
        <artifactId>plugin-api</artifactId>
        <version>%s</version>
      </project>
      """;

  private final Path template;

  /** @param home of the mesh, which has the template */
  NewPlugin(Path home) {
    this.template = home.resolve(TEMPLATE);
  }

  static boolean isName(String id) {
    return id.length() <= 64 && NAME.matcher(id).matches();
  }

  /** Makes the project; {@code project} does not exist yet. */
  void create(String id, Path project) throws IOException {
    if (!Files.isDirectory(template)) {
      throw new IOException("The template is missing: " + template);
    }
    for (Path file : files()) {
      Path target = project.resolve(renamed(template.relativize(file).toString(), id));
      Files.createDirectories(target.getParent());
      Files.writeString(target, renamed(Files.readString(file), id));
    }
    addApi(project);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(template)) {
      return files.filter(Files::isRegularFile)
          .filter(file -> !template.relativize(file).startsWith("target")).sorted().toList();
    }
  }

  /** A class, a tool and a package are spelled in their own way each. */
  private static String renamed(String text, String id) {
    String camel = Arrays.stream(id.split("-"))
        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1)).collect(Collectors.joining());
    return text.replace("TemplatePlugin", camel + "Plugin")
        .replace("example.template", "example." + id.replace("-", ""))
        .replace("example/template", "example/" + id.replace("-", ""))
        .replace("example\\template", "example\\" + id.replace("-", ""))
        .replace("template_", id.replace('-', '_') + '_')
        .replace("template", id);
  }

  private void addApi(Path project) throws IOException {
    var version = API_VERSION.matcher(Files.readString(template.resolve("pom.xml")));
    if (!version.find()) {
      throw new IOException("The template's pom.xml names no plugin-api");
    }
    Path folder = Files.createDirectories(
        project.resolve(Path.of("repo", "io", "xiaozhimesh", "plugin-api", version.group(1))));
    String name = "plugin-api-" + version.group(1);
    Files.writeString(folder.resolve(name + ".pom"), POM.formatted(version.group(1)));
    copyApi(folder.resolve(name + ".jar"));
  }

  private static void copyApi(Path jar) throws IOException {
    Path api;
    try {
      api = Path.of(PluginApi.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    if (Files.isRegularFile(api)) {
      Files.copy(api, jar);
      return;
    }
    try (OutputStream out = Files.newOutputStream(jar); JarOutputStream packed = new JarOutputStream(out);
        Stream<Path> files = Files.walk(api)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        packed.putNextEntry(new ZipEntry(api.relativize(file).toString().replace('\\', '/')));
        packed.write(Files.readAllBytes(file));
        packed.closeEntry();
      }
    }
  }
}
