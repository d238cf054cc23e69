package io.xiaozhimesh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The laws that keep the project simple, held against every compiled class and every source file of it. Each law is
 * also held against something that breaks it.
 */
class LawsTest {

  private static final Path ROOT = Path.of(System.getProperty("mesh.root")).toAbsolutePath().normalize();
  private static final Set<String> NO_STAGES = Set.of("stage", "audio", "launcher", "polyglot");
  private static final List<String> STAGES = stages();

  private static JavaClasses product;
  private static JavaClasses lawless;

  private final ArchitectureLaws laws = new ArchitectureLaws("io.xiaozhimesh", STAGES);
  private final ArchitectureLaws lawlessLaws =
      new ArchitectureLaws("io.xiaozhimesh.lawless", List.of("vad", "asr"));

  @BeforeAll
  static void importClasses() {
    List<Path> folders = find(path -> path.endsWith(Path.of("target", "classes")) && Files.isDirectory(path));
    product = new ClassFileImporter().importPaths(folders);
    lawless = new ClassFileImporter().importPackages("io.xiaozhimesh.lawless");
  }

  static List<String> stages() {
    try (Stream<Path> modules = Files.list(ROOT.resolve("verticles"))) {
      return modules.filter(module -> Files.exists(module.resolve("pom.xml")))
          .map(module -> module.getFileName().toString())
          .filter(name -> !NO_STAGES.contains(name)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everythingCompiled_isSeen() {
    assertThat(STAGES).contains("ingress", "vad", "asr", "dialogue", "tts", "plugins", "ota", "registry");
    assertThat(product.contain("io.xiaozhimesh.protocol.bus.BusMessage")).isTrue();
    assertThat(product.contain("io.xiaozhimesh.stage.StageContext")).isTrue();
    assertThat(lawless).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void stage_standsOnTheCommonGroundOnly(String stage) {
    laws.stageStandsOnCommonGroundOnly(stage).check(product);
  }

  @Test
  void stages_areKnownToTheLauncherAndTheBenchOnly() {
    laws.onlyTheLauncherAndTheBenchKnowStages().check(product);
  }

  @Test
  void bench_isUnknownToTheProduct() {
    laws.theProductDoesNotKnowTheBench().check(product);
  }

  @Test
  void packages_haveNoCycles() {
    laws.packagesHaveNoCycles().check(product);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void internals_stayInsideTheirModule(String stage) {
    laws.internalsStayInside(stage).check(product);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stage", "audio", "protocol", "launcher"})
  void internalsOfTheRest_stayInsideToo(String module) {
    laws.internalsStayInside(module).check(product);
  }

  @Test
  void stages_askTheClockThatTheyAreGiven() {
    laws.stagesAskTheClockThatTheyAreGiven().check(product);
  }

  @Test
  void stages_speakThroughTheMeshBus() {
    laws.stagesSpeakThroughTheMeshBus().check(product);
  }

  @Test
  void lawlessStage_breaksEveryLawOfArrows() {
    assertBroken(lawlessLaws.stageStandsOnCommonGroundOnly("vad"), "AsrStage");
    assertBroken(lawlessLaws.stageStandsOnCommonGroundOnly("asr"), "VadStage");
    assertBroken(lawlessLaws.theProductDoesNotKnowTheBench(), "BenchLoad");
    assertBroken(lawlessLaws.packagesHaveNoCycles(), "Cycle detected");
    assertBroken(lawlessLaws.internalsStayInside("asr"), "AsrSecret");
    assertBroken(lawlessLaws.stagesSpeakThroughTheMeshBus(), "eventBus");
    assertBroken(new ArchitectureLaws("io.xiaozhimesh.lawless", List.of("asr"))
        .onlyTheLauncherAndTheBenchKnowStages(), "VadStage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thread.sleep", "System.nanoTime", "System.currentTimeMillis", "Instant.now"})
  void lawlessStage_isCaughtAtEveryClock(String call) {
    assertBroken(lawlessLaws.stagesAskTheClockThatTheyAreGiven(), call);
  }

  @Test
  void everySourceFile_keepsTheLawsOfTheReader() {
    List<String> complaints = new ArrayList<>();
    for (Path file : sources()) {
      SourceLaws.complaints(text(file)).forEach(complaint -> complaints.add(ROOT.relativize(file) + " " + complaint));
    }

    assertThat(complaints).isEmpty();
  }

  @Test
  void addresses_areSpelledInOneClassOnly() {
    List<String> complaints = new ArrayList<>();
    sources().stream().filter(LawsTest::isProduct).filter(file -> !file.endsWith("bus/Addresses.java"))
        .forEach(file -> SourceLaws.addressLiterals(text(file))
            .forEach(complaint -> complaints.add(ROOT.relativize(file) + " " + complaint)));

    assertThat(complaints).isEmpty();
    assertThat(SourceLaws.addressLiterals("send(\"mesh.\" + \"turns\")")).isEmpty();
    assertThat(SourceLaws.addressLiterals("send(\"mesh.turns\", \"asr.w.n1\", inbox + \".sys\")")).hasSize(3);
  }

  @Test
  void everyPackage_saysWhatItIs() {
    assertThat(sources().stream().filter(LawsTest::isProduct).map(Path::getParent).distinct()
        .filter(folder -> !Files.exists(folder.resolve("package-info.java"))).map(ROOT::relativize)).isEmpty();
  }

  @Test
  void badSource_isComplainedAbout() {
    String longFunction = "class A {\n  void f() {\n" + "    g();\n".repeat(69) + "  }\n}\n";
    String constructor = "record A(int b) {\n  public A {\n" + "    g();\n".repeat(69) + "  }\n}\n";

    assertThat(SourceLaws.complaints(longFunction)).containsExactly("the function at line 2 has 71 lines");
    assertThat(SourceLaws.complaints(constructor)).containsExactly("the function at line 2 has 71 lines");
    assertThat(SourceLaws.complaints("class A {\n}\n".repeat(301))).containsExactly("has 602 lines");
    assertThat(SourceLaws.complaints("// TO" + "DO later\n")).containsExactly("line 1 is unfinished");
    assertThat(SourceLaws.complaints("import java.util.*;\n")).containsExactly("line 1 imports with a star");
    assertThat(SourceLaws.complaints("import static a.B.*;\n")).containsExactly("line 1 imports with a star");
  }

  @Test
  void goodSource_isNot() {
    String longClass = "class A {\n" + "  void f() {\n    if (a) {\n    }\n  }\n".repeat(40) + "}\n";
    String braces = "class A {\n  String s = \"{\\\"\"; char c = '{'; /* { */ // {\n"
        + "  void f() {\n  }\n" + "\n".repeat(80) + "}\n";

    assertThat(SourceLaws.complaints(longClass)).isEmpty();
    assertThat(SourceLaws.complaints(braces)).isEmpty();
    assertThat(SourceLaws.withoutCommentsAndTexts("a\"\"\"\n{\"x\"}\n\"\"\";b")).isEqualTo("a\n\n;b");
  }

  private static void assertBroken(ArchRule law, String by) {
    var result = law.evaluate(lawless);
    assertThat(result.hasViolation()).as(law.getDescription()).isTrue();
    assertThat(String.join("\n", result.getFailureReport().getDetails())).contains(by);
  }

  private static boolean isProduct(Path file) {
    return file.toString().replace('\\', '/').contains("/src/main/java/");
  }

  private static List<Path> sources() {
    return find(path -> path.toString().endsWith(".java") && !path.toString().contains("/target/"));
  }

  private static List<Path> find(Predicate<Path> wanted) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
