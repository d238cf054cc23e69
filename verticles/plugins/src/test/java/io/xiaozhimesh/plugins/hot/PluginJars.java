package io.xiaozhimesh.plugins.hot;

import io.xiaozhimesh.plugin.api.PluginApi;
import io.xiaozhimesh.plugin.api.ToolPlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes plugins as their authors do: compiled against the plugin API alone, packed with a manifest and a service. */
final class PluginJars {

  /** A class whose parts are filled in: members, and the body of its one tool {@code <id>_tool}. */
  private static final String SOURCE = """
      package p;
      import io.xiaozhimesh.plugin.api.*;
      import java.util.*;
      import java.util.concurrent.*;
      public class P implements ToolPlugin {
        PluginContext context;
        %s
        static CompletionStage<ToolAnswer> now(ToolAnswer answer) {
          return CompletableFuture.completedFuture(answer);
        }
        @Override public CompletionStage<Void> start(PluginContext given) {
          context = given;
          return started();
        }
        CompletionStage<Void> started() {
          return CompletableFuture.completedFuture(null);
        }
        @Override public List<Tool> tools() {
          return List.of(%s);
        }
      }
      """;

  private final Path work;
  private int made;

  /** Works in a folder that the test owns. */
  PluginJars(Path work) {
    this.work = work;
  }

  /** A plugin with one tool named like the plugin, "_" for "-", that runs this body with {@code call} and context. */
  Path oneTool(String jarName, String body) {
    return oneTool(jarName, "", body);
  }

  /** The same with members of the class; {@code started()} may be overridden by renaming it in the members. */
  Path oneTool(String jarName, String members, String body) {
    String id = JarName.of(jarName).orElseThrow().id().replace('-', '_');
    return withTools(jarName, members, "Tool.named(\"" + id + "\").describedAs(\"For tests.\").deadlineMs(2000)"
        + ".does(call -> { " + body + " })");
  }

  /** A plugin with these tools. */
  Path withTools(String jarName, String members, String tools) {
    String source = SOURCE.formatted(members, tools);
    return of(jarName, members.contains("started()") ? withoutDefaultStart(source) : source, manifest());
  }

  /** A plugin of this source of the class {@code p.P}. */
  Path of(String jarName, String source, Manifest manifest) {
    return pack(jarName, compile(Map.of("p/P.java", source)), "p.P", manifest);
  }

  /** What a manifest must have. */
  static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue(PluginApi.MANIFEST_KEY, PluginApi.VERSION);
    return manifest;
  }

  /** Compiles sources by path, with nothing but the API on the class path. */
  Path compile(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try {
      Path classes = Files.createDirectories(work.resolve("classes-" + ++made));
      Path api = Path.of(PluginApi.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      List<JavaFileObject> files = new TreeMap<>(sources).entrySet().stream()
          .map(source -> (JavaFileObject) new Source(source.getKey(), source.getValue())).toList();
      boolean fine = compiler.getTask(null, null, null,
          List.of("-d", classes.toString(), "-cp", api.toString(), "-proc:none"), null, files).call();
      if (!fine) {
        throw new IllegalArgumentException("the plugin does not compile");
      }
      return classes;
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Packs a folder of classes. */
  Path pack(String jarName, Path classes, String pluginClass, Manifest manifest) {
    Path jar = work.resolve(++made + "-" + jarName);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        put(packed, classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
      put(packed, "META-INF/services/" + ToolPlugin.class.getName(), pluginClass.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }

  private static String withoutDefaultStart(String source) {
    int at = source.lastIndexOf("  CompletionStage<Void> started()");
    return source.substring(0, at) + source.substring(source.indexOf("  @Override public List<Tool>", at));
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String path, String text) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
