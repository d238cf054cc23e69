package io.xiaozhimesh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugin.api.PluginApi;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The plugins of a running node, with the template plugin, over the management port. */
@Timeout(60)
class PluginsCommandTest {

  private static final Path TEMPLATE = Path.of(System.getProperty("mesh.root"), "verticles", "plugins", "template");

  @TempDir
  Path work;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private RunningMesh mesh;

  @BeforeEach
  void startMesh() {
    mesh = start("");
  }

  @AfterEach
  void stopMesh() {
    Waiting.on(mesh.stop());
  }

  @Test
  void templatePlugin_isDeployedListedCalledRolledBackAndUndeployed() throws Exception {
    assertThat(run("list")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("no plugins\n");

    assertThat(run("deploy", template("1.0.0").toString())).as(err.toString()).isZero();
    assertThat(call().text()).matches("I rolled [1-6]\\.");
    assertThat(run("deploy", template("1.1.0").toString())).isZero();
    assertThat(run("list", "--json")).isZero();
    assertThat(new JsonObject(said()).getJsonArray("plugins").getJsonObject(0).getString("version"))
        .isEqualTo("1.1.0");

    assertThat(run("rollback", "template")).isZero();
    assertThat(said()).contains("1.0.0").contains("live").contains("tools=template_roll");
    assertThat(run("rollback", "template")).isEqualTo(1);
    assertThat(err.toString()).contains("There is no earlier version of the plugin template.");

    assertThat(run("undeploy", "template")).isZero();
    assertThat(call().failed()).isTrue();
    assertThat(run("undeploy", "template")).isEqualTo(1);
    assertThat(err.toString()).contains("There is no plugin template.");
  }

  @Test
  void wrongCalls_areSaidInASentence() throws Exception {
    Path noJar = Files.writeString(work.resolve("hello-1.0.0.jar"), "no jar");

    assertThat(run("deploy", noJar.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("The jar cannot be read");
    assertThat(run("deploy", work.resolve("absent.jar").toString())).isEqualTo(2);
    assertThat(run("new", "Not A Name")).isEqualTo(2);
    assertThat(execute("plugins", "list", "--url", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).contains("No mesh answers at http://127.0.0.1:1/plugins");
    assertThat(execute("plugins", "list", "--url", "ftp://x")).isEqualTo(2);
  }

  @Test
  void jarThatIsTooLarge_isRefused() throws Exception {
    Path large = Files.write(work.resolve("large-1.0.0.jar"), new byte[200_000]);

    assertThat(run("deploy", large.toString())).isEqualTo(1);

    assertThat(run("list")).isZero();
  }

  @Test
  void nodeWithAToken_isChangedWithItOnly() throws Exception {
    Waiting.on(mesh.stop());
    mesh = start("secret");
    String jar = template("1.0.0").toString();

    assertThat(run("deploy", jar)).isEqualTo(1);
    assertThat(err.toString()).contains("The admin token is wrong.");
    assertThat(run("deploy", "--token", "wrong", jar)).isEqualTo(1);
    assertThat(run("deploy", "--token", "secret", jar)).as(err.toString()).isZero();
    assertThat(run("list")).isZero();
  }

  @Test
  void pageInABrowser_changesNothing() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(mesh.managementUrl() + "/plugins/x"))
        .header("Origin", "http://evil.example").DELETE().build();

    HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(403);
  }

  @Test
  void managementPortThatIsTaken_isReplacedByAFreeOne() {
    int taken = URI.create(mesh.managementUrl()).getPort();
    RunningMesh second = Waiting.on(RunningMesh.start(List.of(), new JsonObject()
        .put("node", new JsonObject().put("managementPort", taken))
        .put("plugins", new JsonObject().put("dir", "")), EnumSet.of(Role.PLUGINS)));
    try {
      assertThat(second.managementUrl()).isNotEmpty().isNotEqualTo(mesh.managementUrl());
    } finally {
      Waiting.on(second.stop());
    }
  }

  private RunningMesh start(String token) {
    return Waiting.on(RunningMesh.start(List.of(), new JsonObject()
        .put("node", new JsonObject().put("managementPort", 0).put("adminToken", token))
        .put("plugins", new JsonObject().put("dir", work.resolve("plugins").toString())
            .put("hot", new JsonObject().put("jarBytesMax", 100_000))), EnumSet.of(Role.PLUGINS)));
  }

  private int run(String... args) {
    return execute(Stream.concat(Stream.of("plugins", "--url", mesh.managementUrl()), Stream.of(args))
        .toArray(String[]::new));
  }

  private int execute(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private String said() {
    return out.toString();
  }

  private ToolResult call() {
    return Waiting.on(mesh.bus().request(Addresses.inbox(Role.PLUGINS, mesh.bus().node()),
        new ToolCall(new TurnRef("s", 1, 1), "template_roll", "{}", 2_000, ""), ToolResult.class, 5_000));
  }

  private Path template(String version) throws Exception {
    Path classes = Files.createDirectories(work.resolve("classes-" + version));
    Path sources = TEMPLATE.resolve(Path.of("src", "main", "java", "com", "example", "template"));
    Path api = Path.of(PluginApi.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), "-cp",
        api.toString(), sources.resolve("TemplatePlugin.java").toString());
    assertThat(result).isZero();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue(PluginApi.MANIFEST_KEY, PluginApi.VERSION);
    Path jar = work.resolve("template-" + version + ".jar");
    try (OutputStream file = Files.newOutputStream(jar); JarOutputStream packed = new JarOutputStream(file, manifest)) {
      pack(packed, classes);
      pack(packed, TEMPLATE.resolve(Path.of("src", "main", "resources")));
    }
    return jar;
  }

  private static void pack(JarOutputStream jar, Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        jar.write(Files.readAllBytes(file));
        jar.closeEntry();
      }
    }
  }
}
