package io.xiaozhimesh.bench.load;

import io.xiaozhimesh.bench.load.plugin.VersionPlugin;
import io.xiaozhimesh.plugin.api.PluginApi;
import io.xiaozhimesh.plugin.api.ToolPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The jar of the plugin that is swapped. */
final class PluginJar {

  private PluginJar() {
  }

  /** Its bytes. */
  static byte[] bytes() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue(PluginApi.MANIFEST_KEY, PluginApi.VERSION);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String path = VersionPlugin.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
        InputStream code = VersionPlugin.class.getClassLoader().getResourceAsStream(path)) {
      put(jar, path, code.readAllBytes());
      put(jar, "META-INF/services/" + ToolPlugin.class.getName(),
          VersionPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
